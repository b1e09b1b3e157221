/** What nodes tell of their own decisions, put together for people. */
package io.matriarch.cli.why;
