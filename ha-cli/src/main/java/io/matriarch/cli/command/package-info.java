/** One class per command. */
package io.matriarch.cli.command;
