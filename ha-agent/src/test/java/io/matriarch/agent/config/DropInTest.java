package io.matriarch.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A file with every documented section and key is taken as it is. */
class DropInTest {
  private static final String EVERYTHING =
      """
      scope: batman
      namespace: /service/
      name: postgresql0
      thread_pool_size: 5
      thread_stack_size: 512kB
      log:
        type: plain
        level: INFO
        traceback_level: ERROR
        format: '%(asctime)s %(levelname)s: %(message)s'
        dateformat: ''
        static_fields: {app: patroni}
        max_queue_size: 1000
        dir: /var/log/patroni
        file_num: 4
        file_size: 25000000
        mode: 0644
        loggers: {patroni.postmaster: WARNING, urllib3: DEBUG}
        deduplicate_heartbeat_logs: true
      restapi:
        listen: 127.0.0.1:8008
        connect_address: 127.0.0.1:8008
        authentication: {username: username, password: password}
        certfile: /etc/ssl/certs/ssl-cert-snakeoil.pem
        keyfile: /etc/ssl/private/ssl-cert-snakeoil.key
        keyfile_password: secret
        cafile: /etc/ssl/ca.crt
        ciphers: ECDHE-RSA-AES256-GCM-SHA384
        verify_client: optional
        allowlist: [10.0.0.0/8]
        allowlist_include_members: true
        http_extra_headers: {X-Frame-Options: SAMEORIGIN}
        https_extra_headers: {Strict-Transport-Security: max-age=31536000}
        request_queue_size: 5
        thread_pool_size: 5
        server_tokens: Original
      ctl:
        insecure: false
        certfile: /etc/ssl/certs/ssl-cert-snakeoil.pem
        keyfile: /etc/ssl/private/ssl-cert-snakeoil.key
        keyfile_password: secret
        cacert: /etc/ssl/certs/ssl-cacert-snakeoil.pem
        authentication: {username: username, password: password}
      zookeeper:
        hosts: [127.0.0.1:2181]
      bootstrap:
        method: initdb
        dcs:
          ttl: 30
          loop_wait: 10
          retry_timeout: 10
          maximum_lag_on_failover: 1048576
          maximum_lag_on_syncnode: -1
          max_timelines_history: 0
          primary_start_timeout: 300
          primary_stop_timeout: 0
          synchronous_mode: false
          synchronous_mode_strict: false
          synchronous_node_count: 1
          failsafe_mode: false
          member_slots_ttl: 30min
          check_timeline: false
          slots: {permanent: {type: physical}}
          ignore_slots: [{type: physical}]
          postgresql:
            use_pg_rewind: true
            use_slots: true
            pg_hba: [host all all 0.0.0.0/0 md5]
            parameters:
        initdb: [encoding: UTF8, data-checksums]
        pg_hba: [host all all 0.0.0.0/0 md5]
      postgresql:
        listen: 127.0.0.1:5432
        connect_address: 127.0.0.1:5432
        proxy_address: 127.0.0.1:5433
        data_dir: data/postgresql0
        config_dir: data/postgresql0
        bin_dir: /usr/lib/postgresql/15/bin
        bin_name: {pg_ctl: pg_ctl, postgres: postgres}
        pgpass: /tmp/pgpass0
        database: postgres
        authentication:
          replication: {username: replicator, password: rep-pass, sslmode: prefer}
          superuser: {username: postgres, password: zalando, gssencmode: disable}
          rewind: {username: rewind_user, password: rewind_password, channel_binding: prefer}
        krbsrvname: postgres
        parameters: {unix_socket_directories: '..'}
        parameters_primary: {work_mem: 8MB}
        pg_hba: [local all all trust]
        pg_hba_replica: [local all all trust]
        pg_ident: [mapname1 systemname1 pguser1]
        pg_ident_primary: [mapname1 systemname1 pguser1]
        custom_conf: /etc/custom.conf
        create_replica_methods: [pgbackrest, basebackup]
        pgbackrest: {command: /usr/bin/pgbackrest restore, keep_data: true, no_params: true}
        basebackup: [{max-rate: 100M}, verbose]
        rewind: [debug]
        remove_data_directory_on_rewind_failure: false
        remove_data_directory_on_diverged_timelines: false
        recovery_conf: {restore_command: cp ../wal_archive/%f %p}
        callbacks:
          on_start: /bin/true
          on_stop: /bin/true
          on_restart: /bin/true
          on_reload: /bin/true
          on_role_change: /bin/true
        pre_promote: /bin/true
        before_stop: /bin/true
        pg_ctl_timeout: 60
        use_pg_rewind: true
        use_unix_socket: true
        use_unix_socket_repl: true
        config_base_name: postgresql
      watchdog:
        mode: automatic
        device: /dev/watchdog
        safety_margin: 5
      tags:
        failover_priority: 1
        sync_priority: 1
        noloadbalance: false
        clonefrom: false
        nostream: false
        custom: value
      """;

  @Test
  void nothingThatIsDocumentedIsRefusedOrUnknown() throws Exception {
    assertThat(ExampleYaml.read(EVERYTHING).warnings()).isEmpty();
  }
}
