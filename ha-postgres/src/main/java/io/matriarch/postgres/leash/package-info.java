/**
 * The guard outside of this process: a small program, in C or else a script, that ends PostgreSQL
 * when nobody vouches for it any more, however this process died or froze.
 */
package io.matriarch.postgres.leash;
