/** Pages of the documentation that say what can be looked up, held to what is found there. */
package io.matriarch.testkit.docs;
