package io.matriarch.agent.config;

import io.matriarch.core.config.Values;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Keys that promise something this version does not do. Going on without it would break the promise
 * silently, so the node refuses to start.
 */
final class RefusedKeys {

  /**
   * @param key name, in dots
   * @param demands whether this value asks for what is missing
   * @param consequence what would happen if it were ignored
   */
  private record Refusal(String key, Predicate<Object> demands, String consequence) {}

  private static final String OPEN_API = "the REST API would be open to everybody";
  private static final String NO_TLS = "the REST API would speak plain HTTP";
  private static final String NO_SCRIPT = "the script would not run";
  private static final String OTHER_ACCESS = "other access rules than these would be in force";
  private static final String USERS = "postgresql.authentication.";
  private static final Set<String> OPTIONAL_TLS = Set.of("disable", "allow", "prefer", "postgres");

  private static final List<Refusal> TABLE =
      List.of(
          of("restapi.authentication", OPEN_API),
          of("restapi.allowlist", OPEN_API),
          new Refusal("restapi.allowlist_include_members", RefusedKeys::isOn, OPEN_API),
          of("restapi.certfile", NO_TLS),
          of("restapi.keyfile", NO_TLS),
          of("restapi.keyfile_password", NO_TLS),
          of("restapi.cafile", NO_TLS),
          of("restapi.ciphers", NO_TLS),
          new Refusal("restapi.verify_client", not("none"), NO_TLS),
          new Refusal("watchdog.mode", RefusedKeys::isRequired, "nothing would stop a hung node"),
          of("citus", "the node would not act as part of a Citus cluster"),
          new Refusal(
              "bootstrap.method", not("initdb"), "the cluster would be created by initdb instead"),
          of("bootstrap.post_bootstrap", NO_SCRIPT),
          of("bootstrap.post_init", NO_SCRIPT),
          of("postgresql.callbacks", "the callbacks would not run"),
          of("postgresql.pre_promote", NO_SCRIPT),
          of("postgresql.before_stop", NO_SCRIPT),
          of("postgresql.custom_conf", "the file would not be included"),
          new Refusal(
              "postgresql.create_replica_methods", not("basebackup"), "copies would differ"),
          new Refusal("postgresql.create_replica_method", not("basebackup"), "copies would differ"),
          of("postgresql.pg_ident", OTHER_ACCESS),
          of("postgresql.pg_ident_primary", OTHER_ACCESS),
          of("postgresql.pg_ident_replica", OTHER_ACCESS),
          of("postgresql.pg_ident_standby_leader", OTHER_ACCESS),
          of("postgresql.pg_hba_primary", OTHER_ACCESS),
          of("postgresql.pg_hba_replica", OTHER_ACCESS),
          of("postgresql.pg_hba_standby_leader", OTHER_ACCESS));

  private static final Set<String> CONNECTION_SECURITY =
      Set.of(
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

  private RefusedKeys() {}

  /**
   * @throws ConfigException naming the first key that must not be ignored
   */
  static void check(String file, Map<String, Object> document) throws ConfigException {
    for (Refusal refusal : TABLE) {
      refuse(file, document, refusal);
    }
    for (String user : List.of("superuser", "replication", "rewind")) {
      for (String key : CONNECTION_SECURITY) {
        refuse(
            file,
            document,
            new Refusal(
                USERS + user + "." + key,
                value -> !OPTIONAL_TLS.contains(value.toString().toLowerCase(Locale.ROOT)),
                "connections would be less secure"));
      }
    }
  }

  /** True for a key that is looked at here; with a value that asks for nothing it is harmless. */
  static boolean covers(String key) {
    return TABLE.stream().anyMatch(refusal -> refusal.key().equals(key))
        || key.startsWith(USERS) && CONNECTION_SECURITY.contains(key.replaceAll(".*\\.", ""));
  }

  private static void refuse(String file, Map<String, Object> document, Refusal refusal)
      throws ConfigException {
    Object value = find(document, refusal.key());
    if (value != null && !isEmpty(value) && refusal.demands().test(value)) {
      throw new ConfigException(
          ("%s: %s: %sis not supported by this version, and without it %s;"
                  + " remove the key to accept that")
              .formatted(
                  file, refusal.key(), Shown.quoted(refusal.key(), value), refusal.consequence()));
    }
  }

  private static Object find(Object node, String path) {
    for (String step : path.split("\\.")) {
      node = node instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return node;
  }

  private static boolean isEmpty(Object value) {
    return value instanceof Collection<?> c && c.isEmpty()
        || value instanceof Map<?, ?> m && m.isEmpty()
        || value.toString().isEmpty();
  }

  private static Refusal of(String key, String consequence) {
    return new Refusal(key, value -> true, consequence);
  }

  /** Anything but this word, or a list with anything but this word. */
  private static Predicate<Object> not(String word) {
    return value ->
        value instanceof Collection<?> list
            ? !list.stream().allMatch(word::equals)
            : !word.equals(value.toString().strip());
  }

  private static boolean isOn(Object value) {
    return Values.bool(value).orElse(true);
  }

  private static boolean isRequired(Object value) {
    return value.toString().toLowerCase(Locale.ROOT).startsWith("require");
  }
}
