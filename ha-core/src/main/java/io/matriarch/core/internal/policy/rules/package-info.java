/** The rule table: one class per section, rows in the order in which they are tried. */
package io.matriarch.core.internal.policy.rules;
