/** The borders of the library: who may know whom, and what pure code may use. */
package io.matriarch.testkit.architecture;
