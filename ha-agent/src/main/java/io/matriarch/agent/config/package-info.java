/**
 * Reads the configuration file of a node. Strict: what is wrong, or would break a promise, is
 * refused with one line that names place, value and remedy; what is merely unknown is warned about.
 */
package io.matriarch.agent.config;
