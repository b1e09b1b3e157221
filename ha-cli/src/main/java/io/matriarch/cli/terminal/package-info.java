/** Where questions are asked and answers printed. */
package io.matriarch.cli.terminal;
