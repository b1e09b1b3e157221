/** Programs of the operator's that are told or asked about the server's life. */
package io.matriarch.postgres.scripts;
