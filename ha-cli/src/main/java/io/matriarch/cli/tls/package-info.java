/** Keeps TLS out of commands that encrypt nothing. */
package io.matriarch.cli.tls;
