/** Connections and the few statements that are sent through them. */
package io.matriarch.postgres.sql;
