package io.matriarch.examples.quickstart.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Writes the configuration file of a node, as an operator would.
 *
 * @param scope name of the cluster
 * @param hosts the ZooKeeper servers
 * @param timing the cluster's rhythm
 * @param maximumLag bytes by which a replica may be behind and still become primary
 */
public record NodeFile(
    String scope,
    String hosts,
    Timing timing,
    long maximumLag,
    Passwords passwords,
    ServerPrograms programs) {
  /** First part of the path of the cluster's keys. */
  public static final String NAMESPACE = "service";

  /** Role for administration and, here, for the applications as well. */
  public static final String SUPERUSER = "postgres";

  private static final String TEMPLATE =
      """
      scope: %s
      namespace: /%s/
      name: %s

      restapi:
        listen: 127.0.0.1:%d
        connect_address: 127.0.0.1:%4$d

      zookeeper:
        hosts: ['%s']

      bootstrap:
        dcs:
          ttl: %d
          loop_wait: %d
          retry_timeout: %d
          maximum_lag_on_failover: %d
          postgresql:
            use_pg_rewind: true
        initdb:
          - encoding: UTF8
          - locale: C
          - data-checksums

      postgresql:
        listen: 127.0.0.1:%d
        connect_address: 127.0.0.1:%10$d
        bin_dir: '%s'
        data_dir: '%s'
        pgpass: '%s'
        authentication:
          superuser:
            username: %s
            password: '%s'
          replication:
            username: replicator
            password: '%s'
        parameters:
          unix_socket_directories: ''
        pg_hba:
          - host replication replicator 127.0.0.1/32 scram-sha-256
          - host all all 127.0.0.1/32 scram-sha-256
      """;

  /** The file's text for this node. */
  public String text(NodeSpec node) {
    return TEMPLATE.formatted(
        scope,
        NAMESPACE,
        node.name(),
        node.restPort(),
        hosts,
        timing.ttl(),
        timing.loopWait(),
        timing.retryTimeout(),
        maximumLag,
        node.sqlPort(),
        quoted(programs.directory()),
        quoted(node.dataDirectory()),
        quoted(node.home().resolve("pgpass")),
        SUPERUSER,
        passwords.superuser(),
        passwords.replication());
  }

  /** Creates the file, readable by this user alone: it contains passwords. */
  public void write(NodeSpec node) throws IOException {
    write(node.configuration(), text(node));
  }

  /** Creates or replaces a file that only this user may read. */
  public static void write(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  /** Inside single quotes in YAML. */
  private static String quoted(Path path) {
    return path.toString().replace("'", "''");
  }
}
