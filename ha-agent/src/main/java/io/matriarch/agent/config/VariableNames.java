package io.matriarch.agent.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which key of the document a {@code PATRONI_} variable stands for. */
final class VariableNames {
  static final String PREFIX = "PATRONI_";

  /** Text of the form that the value must have. */
  enum Syntax {
    TEXT,
    NUMBER,
    FLAG,
    LIST,
    MAP,
    TEXT_OR_LIST
  }

  /**
   * @param path steps to the key
   * @param store whether it may belong to a store's section
   */
  record Target(List<String> path, Syntax syntax, boolean store) {}

  /**
   * Variables with a common beginning and a common section.
   *
   * @param section steps in dots; empty at the top
   */
  private record Group(String prefix, String section, Set<String> keys) {}

  private static final String USER =
      "USERNAME PASSWORD SSLMODE SSLCERT SSLKEY SSLPASSWORD SSLROOTCERT SSLCRL SSLCRLDIR"
          + " GSSENCMODE CHANNEL_BINDING SSLNEGOTIATION";

  private static final List<Group> GROUPS =
      List.of(
          group("", "", "NAME NAMESPACE SCOPE THREAD_POOL_SIZE THREAD_STACK_SIZE"),
          group(
              "RESTAPI_",
              "restapi",
              "LISTEN CONNECT_ADDRESS CERTFILE KEYFILE KEYFILE_PASSWORD CAFILE CIPHERS VERIFY_CLIENT"
                  + " HTTP_EXTRA_HEADERS HTTPS_EXTRA_HEADERS ALLOWLIST ALLOWLIST_INCLUDE_MEMBERS"
                  + " REQUEST_QUEUE_SIZE SERVER_TOKENS"),
          group("RESTAPI_", "restapi.authentication", "USERNAME PASSWORD"),
          group("CTL_", "ctl", "INSECURE CACERT CERTFILE KEYFILE KEYFILE_PASSWORD"),
          group("CTL_", "ctl.authentication", "USERNAME PASSWORD"),
          group(
              "POSTGRESQL_BIN_",
              "postgresql.bin_name",
              "PG_CTL INITDB PG_CONTROLDATA PG_BASEBACKUP POSTGRES PG_ISREADY PG_REWIND"),
          group(
              "POSTGRESQL_",
              "postgresql",
              "LISTEN CONNECT_ADDRESS PROXY_ADDRESS CONFIG_DIR DATA_DIR PGPASS BIN_DIR"),
          group("SUPERUSER_", "postgresql.authentication.superuser", USER),
          group("REPLICATION_", "postgresql.authentication.replication", USER),
          group("REWIND_", "postgresql.authentication.rewind", USER),
          group(
              "LOG_",
              "log",
              "TYPE LEVEL TRACEBACK_LEVEL FORMAT DATEFORMAT STATIC_FIELDS MAX_QUEUE_SIZE DIR MODE"
                  + " FILE_SIZE FILE_NUM LOGGERS DEDUPLICATE_HEARTBEAT_LOGS"),
          group(
              "RAFT_",
              "raft",
              "DATA_DIR SELF_ADDR PARTNER_ADDRS PASSWORD BIND_ADDR MIN_TIMEOUT MAX_TIMEOUT"
                  + " APPEND_ENTRIES_PERIOD CONNECTION_TIMEOUT CONNECTION_RETRY_TIME"
                  + " LEADER_FALLBACK_TIMEOUT COMMANDS_QUEUE_SIZE"),
          group("CITUS_", "citus", "GROUP DATABASE"));

  private static final Set<String> STORE_KEYS =
      words(
          "HOST HOSTS PORT USE_PROXIES PROTOCOL SRV SRV_SUFFIX URL PROXY CACERT CERT KEY VERIFY"
              + " TOKEN CHECKS DC CONSISTENCY REGISTER_SERVICE SERVICE_CHECK_INTERVAL"
              + " SERVICE_CHECK_TLS_SERVER_NAME SERVICE_TAGS NAMESPACE CONTEXT USE_ENDPOINTS"
              + " SCOPE_LABEL ROLE_LABEL POD_IP PORTS LABELS BYPASS_API_SERVICE"
              + " RETRIABLE_HTTP_CODES KEY_PASSWORD USE_SSL SET_ACLS GROUP DATABASE"
              + " LEADER_LABEL_VALUE FOLLOWER_LABEL_VALUE STANDBY_LEADER_LABEL_VALUE TMP_ROLE_LABEL"
              + " AUTH_DATA BOOTSTRAP_LABELS");

  private static final Set<String> LISTS =
      words("ALLOWLIST PARTNER_ADDRS HOSTS CHECKS SERVICE_TAGS PORTS RETRIABLE_HTTP_CODES");
  private static final Set<String> MAPS =
      words(
          "HTTP_EXTRA_HEADERS HTTPS_EXTRA_HEADERS STATIC_FIELDS LOGGERS LABELS SET_ACLS AUTH_DATA"
              + " BOOTSTRAP_LABELS");
  private static final Set<String> FLAGS =
      words(
          "ALLOWLIST_INCLUDE_MEMBERS INSECURE DEDUPLICATE_HEARTBEAT_LOGS USE_PROXIES VERIFY"
              + " REGISTER_SERVICE USE_ENDPOINTS BYPASS_API_SERVICE USE_SSL");
  private static final Set<String> NUMBERS =
      words("REQUEST_QUEUE_SIZE MAX_QUEUE_SIZE FILE_SIZE FILE_NUM THREAD_POOL_SIZE GROUP");

  private VariableNames() {}

  /** Empty if this is no variable of a configuration. */
  static Optional<Target> target(String variable) {
    if (!variable.startsWith(PREFIX)) {
      return Optional.empty();
    }
    String name = variable.substring(PREFIX.length());
    for (Group group : GROUPS) {
      if (name.startsWith(group.prefix())
          && group.keys().contains(name.substring(group.prefix().length()))) {
        return Optional.of(target(group.section(), name.substring(group.prefix().length()), false));
      }
    }
    int end = name.indexOf('_');
    return end > 0 && STORE_KEYS.contains(name.substring(end + 1))
        ? Optional.of(target(name.substring(0, end), name.substring(end + 1), true))
        : Optional.empty();
  }

  /** A text in the section of a store. */
  static Target storeText(String section, String key) {
    return target(section, key, true);
  }

  private static Target target(String section, String key, boolean store) {
    List<String> path = new ArrayList<>();
    Arrays.stream(section.split("\\.")).filter(step -> !step.isEmpty()).forEach(path::add);
    path.add(key);
    return new Target(
        path.stream().map(step -> step.toLowerCase(Locale.ROOT)).toList(), syntax(key), store);
  }

  private static Syntax syntax(String key) {
    if (key.equals("FORMAT")) {
      return Syntax.TEXT_OR_LIST;
    }
    return LISTS.contains(key)
        ? Syntax.LIST
        : MAPS.contains(key)
            ? Syntax.MAP
            : FLAGS.contains(key)
                ? Syntax.FLAG
                : NUMBERS.contains(key) ? Syntax.NUMBER : Syntax.TEXT;
  }

  private static Group group(String prefix, String section, String keys) {
    return new Group(prefix, section, words(keys));
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split(" ")).collect(Collectors.toUnmodifiableSet());
  }
}
