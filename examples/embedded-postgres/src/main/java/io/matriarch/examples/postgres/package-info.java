/** A member of a PostgreSQL cluster inside a program, without any file. */
package io.matriarch.examples.postgres;
