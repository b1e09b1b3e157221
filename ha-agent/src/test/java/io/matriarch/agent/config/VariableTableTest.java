package io.matriarch.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every variable that Patroni knows, and the key that it stands for. */
class VariableTableTest {
  private static final List<String> USER_KEYS =
      List.of(
          "username",
          "password",
          "sslmode",
          "sslcert",
          "sslkey",
          "sslpassword",
          "sslrootcert",
          "sslcrl",
          "sslcrldir",
          "gssencmode",
          "channel_binding",
          "sslnegotiation");

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          NAME, name
          NAMESPACE, namespace
          SCOPE, scope
          THREAD_STACK_SIZE, thread_stack_size
          RESTAPI_LISTEN, restapi.listen
          RESTAPI_CONNECT_ADDRESS, restapi.connect_address
          RESTAPI_CERTFILE, restapi.certfile
          RESTAPI_KEYFILE, restapi.keyfile
          RESTAPI_KEYFILE_PASSWORD, restapi.keyfile_password
          RESTAPI_CAFILE, restapi.cafile
          RESTAPI_CIPHERS, restapi.ciphers
          RESTAPI_VERIFY_CLIENT, restapi.verify_client
          RESTAPI_SERVER_TOKENS, restapi.server_tokens
          RESTAPI_USERNAME, restapi.authentication.username
          RESTAPI_PASSWORD, restapi.authentication.password
          CTL_CACERT, ctl.cacert
          CTL_CERTFILE, ctl.certfile
          CTL_KEYFILE, ctl.keyfile
          CTL_KEYFILE_PASSWORD, ctl.keyfile_password
          CTL_USERNAME, ctl.authentication.username
          CTL_PASSWORD, ctl.authentication.password
          POSTGRESQL_LISTEN, postgresql.listen
          POSTGRESQL_CONNECT_ADDRESS, postgresql.connect_address
          POSTGRESQL_PROXY_ADDRESS, postgresql.proxy_address
          POSTGRESQL_CONFIG_DIR, postgresql.config_dir
          POSTGRESQL_DATA_DIR, postgresql.data_dir
          POSTGRESQL_PGPASS, postgresql.pgpass
          POSTGRESQL_BIN_DIR, postgresql.bin_dir
          POSTGRESQL_BIN_PG_CTL, postgresql.bin_name.pg_ctl
          POSTGRESQL_BIN_INITDB, postgresql.bin_name.initdb
          POSTGRESQL_BIN_PG_CONTROLDATA, postgresql.bin_name.pg_controldata
          POSTGRESQL_BIN_PG_BASEBACKUP, postgresql.bin_name.pg_basebackup
          POSTGRESQL_BIN_POSTGRES, postgresql.bin_name.postgres
          POSTGRESQL_BIN_PG_ISREADY, postgresql.bin_name.pg_isready
          POSTGRESQL_BIN_PG_REWIND, postgresql.bin_name.pg_rewind
          LOG_TYPE, log.type
          LOG_LEVEL, log.level
          LOG_TRACEBACK_LEVEL, log.traceback_level
          LOG_FORMAT, log.format
          LOG_DATEFORMAT, log.dateformat
          LOG_DIR, log.dir
          LOG_MODE, log.mode
          LOGLEVEL, log.level
          LOGFORMAT, log.format
          LOG_DATEFMT, log.dateformat
          RAFT_DATA_DIR, raft.data_dir
          RAFT_SELF_ADDR, raft.self_addr
          RAFT_PASSWORD, raft.password
          RAFT_BIND_ADDR, raft.bind_addr
          RAFT_MIN_TIMEOUT, raft.min_timeout
          CITUS_DATABASE, citus.database
          ETCD_HOST, etcd.host
          ETCD3_PROTOCOL, etcd3.protocol
          ETCD3_SRV, etcd3.srv
          ETCD3_SRV_SUFFIX, etcd3.srv_suffix
          ETCD3_URL, etcd3.url
          ETCD3_PROXY, etcd3.proxy
          ETCD3_CACERT, etcd3.cacert
          ETCD3_CERT, etcd3.cert
          ETCD3_KEY, etcd3.key
          CONSUL_PORT, consul.port
          CONSUL_TOKEN, consul.token
          CONSUL_DC, consul.dc
          CONSUL_CONSISTENCY, consul.consistency
          CONSUL_SERVICE_CHECK_INTERVAL, consul.service_check_interval
          CONSUL_SERVICE_CHECK_TLS_SERVER_NAME, consul.service_check_tls_server_name
          ZOOKEEPER_KEY_PASSWORD, zookeeper.key_password
          EXHIBITOR_PORT, exhibitor.port
          KUBERNETES_NAMESPACE, kubernetes.namespace
          KUBERNETES_CONTEXT, kubernetes.context
          KUBERNETES_SCOPE_LABEL, kubernetes.scope_label
          KUBERNETES_ROLE_LABEL, kubernetes.role_label
          KUBERNETES_POD_IP, kubernetes.pod_ip
          KUBERNETES_LEADER_LABEL_VALUE, kubernetes.leader_label_value
          KUBERNETES_FOLLOWER_LABEL_VALUE, kubernetes.follower_label_value
          KUBERNETES_STANDBY_LEADER_LABEL_VALUE, kubernetes.standby_leader_label_value
          KUBERNETES_TMP_ROLE_LABEL, kubernetes.tmp_role_label
          """)
  void aText(String variable, String path) throws Exception {
    assertThat(read(variable, "some text")).isEqualTo("some text");
    assertThat(document(variable, "some text").place(path)).isEqualTo("PATRONI_" + variable);
    assertThat(at(document(variable, "some text"), path)).isEqualTo("some text");
  }

  @ParameterizedTest
  @CsvSource({
    "SUPERUSER, superuser",
    "REPLICATION, replication",
    "REWIND, rewind",
  })
  void everythingAboutAUser(String variable, String user) throws Exception {
    for (String key : USER_KEYS) {
      Document document = document(variable + "_" + key.toUpperCase(Locale.ROOT), "x");

      assertThat(at(document, "postgresql.authentication." + user + "." + key)).isEqualTo("x");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RESTAPI_REQUEST_QUEUE_SIZE, restapi.request_queue_size",
    "THREAD_POOL_SIZE, thread_pool_size",
    "LOG_MAX_QUEUE_SIZE, log.max_queue_size",
    "LOG_FILE_SIZE, log.file_size",
    "LOG_FILE_NUM, log.file_num",
    "CITUS_GROUP, citus.group",
  })
  void aNumber(String variable, String path) throws Exception {
    assertThat(at(document(variable, "12"), path)).isEqualTo(12L);
    assertThat(at(document(variable, "many"), path)).isEqualTo("many");
  }

  @ParameterizedTest
  @CsvSource({
    "RESTAPI_ALLOWLIST_INCLUDE_MEMBERS, restapi.allowlist_include_members",
    "CTL_INSECURE, ctl.insecure",
    "LOG_DEDUPLICATE_HEARTBEAT_LOGS, log.deduplicate_heartbeat_logs",
    "ETCD_USE_PROXIES, etcd.use_proxies",
    "CONSUL_VERIFY, consul.verify",
    "CONSUL_REGISTER_SERVICE, consul.register_service",
    "ZOOKEEPER_USE_SSL, zookeeper.use_ssl",
    "KUBERNETES_USE_ENDPOINTS, kubernetes.use_endpoints",
    "KUBERNETES_BYPASS_API_SERVICE, kubernetes.bypass_api_service",
  })
  void aFlag(String variable, String path) throws Exception {
    assertThat(at(document(variable, "on"), path)).isEqualTo(true);
    assertThat(at(document(variable, "FALSE"), path)).isEqualTo(false);
    assertThat(at(document(variable, "maybe"), path)).isEqualTo("maybe");
  }

  @ParameterizedTest
  @CsvSource({
    "RESTAPI_ALLOWLIST, restapi.allowlist",
    "RAFT_PARTNER_ADDRS, raft.partner_addrs",
    "ETCD3_HOSTS, etcd3.hosts",
    "ZOOKEEPER_HOSTS, zookeeper.hosts",
    "CONSUL_CHECKS, consul.checks",
    "CONSUL_SERVICE_TAGS, consul.service_tags",
    "KUBERNETES_PORTS, kubernetes.ports",
    "KUBERNETES_RETRIABLE_HTTP_CODES, kubernetes.retriable_http_codes",
    "LOG_FORMAT, log.format",
  })
  void aList(String variable, String path) throws Exception {
    List<String> expected = List.of("a:1", "b:2");

    assertThat(at(document(variable, "['a:1', b:2]"), path)).isEqualTo(expected);
    assertThat(at(document(variable, "- a:1\n- b:2"), path)).isEqualTo(expected);
    if (!variable.equals("LOG_FORMAT")) {
      assertThat(at(document(variable, "a:1, b:2"), path)).isEqualTo(expected);
      assertThat(at(document(variable, "[::1]:1,[::2]:2"), path))
          .isEqualTo(List.of("[::1]:1", "[::2]:2"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RESTAPI_HTTP_EXTRA_HEADERS, restapi.http_extra_headers",
    "RESTAPI_HTTPS_EXTRA_HEADERS, restapi.https_extra_headers",
    "LOG_STATIC_FIELDS, log.static_fields",
    "LOG_LOGGERS, log.loggers",
    "KUBERNETES_LABELS, kubernetes.labels",
    "KUBERNETES_BOOTSTRAP_LABELS, kubernetes.bootstrap_labels",
    "ZOOKEEPER_SET_ACLS, zookeeper.set_acls",
    "ZOOKEEPER_AUTH_DATA, zookeeper.auth_data",
  })
  void aMapping(String variable, String path) throws Exception {
    assertThat(at(document(variable, "{a: b, c: d}"), path)).isEqualTo(Map.of("a", "b", "c", "d"));
    assertThat(at(document(variable, "a: b, c: d"), path)).isEqualTo(Map.of("a", "b", "c", "d"));
  }

  private static Object read(String variable, String value) throws ConfigException {
    Object found = document(variable, value).values();
    while (found instanceof Map<?, ?> map) {
      assertThat(map).hasSize(1);
      found = map.values().iterator().next();
    }
    return found;
  }

  private static Document document(String variable, String value) throws ConfigException {
    Document document = new Document("environment");
    new EnvironmentOverlay(Map.of("PATRONI_" + variable, value)).applyTo(document);
    assertThat(document.warnings()).isEmpty();
    return document;
  }

  private static Object at(Document document, String path) {
    Object found = document.values();
    for (String step : path.split("\\.")) {
      found = ((Map<?, ?>) found).get(step);
    }
    return found;
  }
}
