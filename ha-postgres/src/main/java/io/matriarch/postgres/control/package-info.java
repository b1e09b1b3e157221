/** The data directory and its control file. */
package io.matriarch.postgres.control;
