package io.matriarch.agent.config;

import java.util.Set;

/** A good file, and how tests spoil it. */
final class ExampleYaml {
  static final Set<String> STORES = Set.of("zookeeper");

  static final String GOOD =
      """
      scope: batman
      namespace: /db/
      name: node-1
      restapi:
        listen: 0.0.0.0:8008
        connect_address: 10.0.0.1:8008
      zookeeper:
        hosts: [zk1:2181, zk2:2181]
      bootstrap:
        dcs:
          ttl: 30
          loop_wait: 10
          postgresql:
            use_pg_rewind: true
            parameters: {max_connections: 50}
        initdb:
          - encoding: UTF8
          - data-checksums
        pg_hba:
          - host all all 0.0.0.0/0 md5
      postgresql:
        listen: 10.0.0.1,127.0.0.1:5432
        connect_address: 10.0.0.1:5432
        data_dir: /var/lib/data
        bin_dir: /usr/lib/bin
        pgpass: /tmp/pgpass
        pg_ctl_timeout: 90
        use_pg_rewind: on
        authentication:
          superuser: {username: postgres, password: top-secret}
          replication: {username: replicator, password: 12345}
        parameters:
          shared_buffers: 128MB
          hot_standby: on
          port_offset: 0.5
        pg_hba:
          - local all all trust
      tags:
        clonefrom: true
        noloadbalance: false
        zone: north
      log:
        level: warning
      """;

  private ExampleYaml() {}

  static AgentConfig read(String yaml) throws ConfigException {
    return AgentConfigReader.read("node.yml", YamlFile.parse("node.yml", yaml), STORES);
  }

  static AgentConfig with(String line, String replacement) throws ConfigException {
    if (!GOOD.contains(line)) {
      throw new IllegalArgumentException("no such text in the example: " + line);
    }
    return read(GOOD.replace(line, replacement));
  }
}
