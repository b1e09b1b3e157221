/** Runs one node as a process of its own, from a configuration file. */
package io.matriarch.examples.launcher;
