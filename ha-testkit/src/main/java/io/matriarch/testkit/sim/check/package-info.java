/** What must hold in every world; one property per file. */
package io.matriarch.testkit.sim.check;
