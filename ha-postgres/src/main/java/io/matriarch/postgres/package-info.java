/**
 * PostgreSQL as a managed resource. {@link io.matriarch.postgres.PostgresResource} and the types of
 * its configuration are for users; the packages below this one are its inner parts.
 */
package io.matriarch.postgres;
