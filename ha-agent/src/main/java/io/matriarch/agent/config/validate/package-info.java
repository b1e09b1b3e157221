/**
 * Looks at a whole configuration, and at the machine it is meant for, and names everything that is
 * wrong at once. A node that starts checks only what it needs.
 */
package io.matriarch.agent.config.validate;
