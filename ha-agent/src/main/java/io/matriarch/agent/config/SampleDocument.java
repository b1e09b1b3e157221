package io.matriarch.agent.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

/** A configuration to begin with; what only the operator knows says so. */
public final class SampleDocument {
  private static final String UNKNOWN = "#FIXME";

  private static final String SAMPLE =
      """
      scope: '#FIXME'
      name: '%1$s'
      log:
        type: plain
        level: INFO
        format: '%%(asctime)s %%(levelname)s: %%(message)s'
      restapi:
        listen: '%2$s:8008'
        connect_address: '%2$s:8008'
      bootstrap:
        dcs:
          loop_wait: 10
          retry_timeout: 10
          ttl: 30
          postgresql:
            parameters:
              password_encryption: scram-sha-256
            use_pg_rewind: true
      postgresql:
        listen: '%2$s:5432'
        connect_address: '%2$s:5432'
        data_dir: '#FIXME'
        bin_dir: '#FIXME'
        authentication:
          superuser: {username: postgres, password: '#FIXME'}
          replication: {username: replicator, password: '#FIXME'}
          rewind: {username: rewind_user, password: '#FIXME'}
        pg_hba:
          - 'host all all all scram-sha-256'
          - 'host replication replicator all scram-sha-256'
      tags:
        failover_priority: 1
        sync_priority: 1
        noloadbalance: false
        clonefrom: true
        nosync: false
        nostream: false
      """;

  private SampleDocument() {}

  /**
   * The sample, with whatever the variables say in its place.
   *
   * @throws ConfigException a variable has not the form that it must have
   */
  public static Document of(Map<String, String> environment) throws ConfigException {
    String host = UNKNOWN;
    String address = UNKNOWN;
    try {
      InetAddress self = InetAddress.getLocalHost();
      host = self.getHostName();
      address = self.isLoopbackAddress() ? UNKNOWN : self.getHostAddress();
    } catch (UnknownHostException nameless) {
      // The operator knows.
    }
    Document document =
        Document.of("sample", YamlFile.parse("sample", SAMPLE.formatted(host, address)));
    new EnvironmentOverlay(environment).applyTo(document);
    if (document.values().keySet().stream().noneMatch(StoreSelection.KNOWN::contains)) {
      document.set(List.of("zookeeper", "hosts"), List.of(UNKNOWN), "sample");
    }
    return document;
  }
}
