/**
 * The operator's command line: views of a cluster come from its store, requests go to its members.
 *
 * <p>Commands, options, prompts and output are those of patronictl, since scripts depend on them.
 * One thread does everything; whatever may take long has a deadline.
 */
package io.matriarch.cli;
