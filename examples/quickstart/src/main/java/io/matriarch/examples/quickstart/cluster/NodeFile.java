package io.matriarch.examples.quickstart.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Writes the configuration file of a node, as an operator would.
 *
 * @param scope name of the cluster
 * @param store what keeps the cluster
 * @param hosts its servers, with commas between them
 * @param tick of ZooKeeper servers, in milliseconds
 * @param timing the cluster's rhythm
 * @param maximumLag bytes by which a replica may be behind and still become primary
 */
public record NodeFile(
    String scope,
    StoreKind store,
    String hosts,
    int tick,
    Timing timing,
    long maximumLag,
    Passwords passwords,
    ServerPrograms programs) {
  /** First part of the path of the cluster's keys. */
  public static final String NAMESPACE = "service";

  /** Role for administration and, here, for the applications as well. */
  public static final String SUPERUSER = "postgres";

  /** What ZooKeeper servers have unless told otherwise. */
  public static final int USUAL_TICK = 2000;

  private static final String TEMPLATE =
      """
      scope: %s
      namespace: /%s/
      name: %s

      restapi:
        listen: %s
        connect_address: %4$s

      %s:
        hosts: ['%s']
        %s

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
        listen: %s
        connect_address: %12$s
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
          - host replication replicator %s scram-sha-256
          - host all all %19$s scram-sha-256
      """;

  /** The file's text for this node. */
  public String text(NodeSpec node) {
    return TEMPLATE.formatted(
        scope,
        NAMESPACE,
        node.name(),
        node.rest(),
        store.section(),
        hosts.replace(",", "', '"),
        store == StoreKind.ZOOKEEPER ? "tick_time: " + tick : "protocol: http",
        timing.ttl(),
        timing.loopWait(),
        timing.retryTimeout(),
        maximumLag,
        node.host(),
        quoted(programs.directory()),
        quoted(node.dataDirectory()),
        quoted(node.home().resolve("pgpass")),
        SUPERUSER,
        passwords.superuser(),
        passwords.replication(),
        node.clients());
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
