/** Failed seeds as short files that are read, kept and run again. */
package io.matriarch.testkit.sim.shrink;
