/**
 * Connections for applications, which follow the leader of a cluster.
 *
 * <pre>{@code
 * LeaderDataSource primary =
 *     LeaderDataSource.builder().store(store, "orders").user("app", secret).build();
 * HikariConfig pool = new HikariConfig();
 * pool.setDataSource(primary);
 * HikariDataSource pooled = new HikariDataSource(pool);
 * }</pre>
 *
 * <p>The pool needs nothing else: a connection whose leader's term has ended does not pass its
 * validation. It is closed before the data source.
 */
package io.matriarch.postgres.datasource;
