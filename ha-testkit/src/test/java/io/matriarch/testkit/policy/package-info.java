/**
 * The rule table as an object of study: what facts imply one another, and what follows for every
 * section: total, no row in another's shadow, nothing dangerous in any situation that can occur.
 */
package io.matriarch.testkit.policy;
