/** Logging as the section {@code log} of the configuration describes it, done with Logback. */
package io.matriarch.examples.launcher.log;
