/**
 * Dynamic configuration: the JSON document that all nodes of a cluster share, read into values.
 *
 * <p>Reading is lenient, because the document may be written by anybody and by any version: a bad
 * value becomes its default and a {@link io.matriarch.core.config.ConfigProblem}. Everything here
 * is pure: any thread, no IO, no logging.
 */
package io.matriarch.core.config;
