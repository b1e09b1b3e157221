/** What the program does instead of running a node. Not loaded when it runs one. */
package io.matriarch.examples.launcher.cli;
