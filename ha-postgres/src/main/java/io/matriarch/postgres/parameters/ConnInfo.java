package io.matriarch.postgres.parameters;

import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.postgres.Credentials;
import io.matriarch.postgres.PostgresConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Connection strings in libpq's notation. They never hold a password; a pass file does. The
 * password of a key is in a service file, unless a server that was started without that file must
 * be told.
 */
public final class ConnInfo {
  private static final Pattern PAIR =
      Pattern.compile(
          "\\s*(\\w+)\\s*=\\s*('[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'|[^\\s']*)\\s*", Pattern.DOTALL);
  private static final List<String> FILES =
      List.of("sslcert", "sslkey", "sslpassword", "sslrootcert", "sslcrl", "sslcrldir");

  private ConnInfo() {}

  /**
   * How a replica's server connects to its source.
   *
   * @param services whether the server knows the service file
   */
  public static String replication(
      PostgresConfig config, ReplicationSource source, int major, boolean services) {
    Credentials role = config.replication();
    Map<String, String> pairs = new LinkedHashMap<>();
    pairs.put("dbname", config.database());
    pairs.put("user", role.user());
    if (role.password().isPresent()) {
      pairs.put("passfile", config.passFile().toString());
    }
    pairs.put("host", source.host());
    pairs.put("port", Integer.toString(source.port()));
    putFiles(pairs, role, major);
    if (services && role.connection().containsKey("sslpassword")) {
      pairs.remove("sslpassword");
      pairs.put("service", ServiceFile.REPLICATION);
    }
    pairs.put("application_name", config.name().value());
    putProtection(pairs, config, role, major);
    return format(pairs);
  }

  private static void putFiles(Map<String, String> pairs, Credentials role, int major) {
    Map<String, String> own = role.connection();
    pairs.put("sslmode", own.getOrDefault("sslmode", "prefer"));
    for (String key : FILES) {
      if (own.containsKey(key) && (major >= 14 || !key.equals("sslcrldir"))) {
        pairs.put(key, own.get(key));
      }
    }
  }

  private static void putProtection(
      Map<String, String> pairs, PostgresConfig config, Credentials role, int major) {
    config.krbsrvname().ifPresent(name -> pairs.put("krbsrvname", name));
    pairs.put("gssencmode", role.connection().getOrDefault("gssencmode", "prefer"));
    pairs.put("channel_binding", role.connection().getOrDefault("channel_binding", "prefer"));
    if (major >= 17) {
      pairs.put("sslnegotiation", role.connection().getOrDefault("sslnegotiation", "postgres"));
    }
  }

  /** How {@code pg_basebackup} connects; files for secrets are named by the environment. */
  public static String backup(PostgresConfig config, ReplicationSource source, int major) {
    Map<String, String> pairs = new LinkedHashMap<>();
    pairs.put("user", config.replication().user());
    pairs.putAll(program(config, config.replication(), source, major, ServiceFile.REPLICATION));
    return format(pairs);
  }

  /**
   * How a program of the operator's connects to the local server, as superuser.
   *
   * @param at its host, or the folder of its socket
   */
  public static String local(PostgresConfig config, ReplicationSource at, int major) {
    Map<String, String> pairs = new LinkedHashMap<>();
    pairs.put("dbname", config.database());
    pairs.put("user", config.superuser().user());
    pairs.put("host", at.host());
    pairs.put("port", Integer.toString(at.port()));
    pairs.putAll(security(config, config.superuser(), major, ServiceFile.SUPERUSER));
    return format(pairs);
  }

  /** How a program of the operator's connects in order to copy. */
  public static String copy(PostgresConfig config, ReplicationSource source, int major) {
    Map<String, String> pairs = new LinkedHashMap<>();
    pairs.put("dbname", config.database());
    pairs.put("user", config.replication().user());
    pairs.putAll(program(config, config.replication(), source, major, ServiceFile.REPLICATION));
    return format(pairs);
  }

  /** How {@code pg_rewind} connects; only to a primary. */
  public static String rewind(PostgresConfig config, ReplicationSource source, int major) {
    Map<String, String> pairs = new LinkedHashMap<>();
    pairs.put("dbname", config.database());
    pairs.put("user", config.rewind().user());
    pairs.putAll(program(config, config.rewind(), source, major, ServiceFile.REWIND));
    pairs.put("target_session_attrs", "read-write");
    return format(pairs);
  }

  private static Map<String, String> program(
      PostgresConfig config,
      Credentials role,
      ReplicationSource source,
      int major,
      String service) {
    Map<String, String> pairs = new LinkedHashMap<>();
    pairs.put("host", source.host());
    pairs.put("port", Integer.toString(source.port()));
    pairs.putAll(security(config, role, major, service));
    pairs.put("application_name", config.name().value());
    pairs.put("connect_timeout", "10");
    return pairs;
  }

  /** Only what is configured: anything else is up to libpq. */
  private static Map<String, String> security(
      PostgresConfig config, Credentials role, int major, String service) {
    Map<String, String> pairs = new LinkedHashMap<>();
    Map<String, String> all = new LinkedHashMap<>();
    putFiles(all, role, major);
    putProtection(all, config, role, major);
    if (all.remove("sslpassword") != null) {
      pairs.put("service", service);
    }
    all.keySet().removeIf(key -> !isConfigured(key, config, role));
    pairs.putAll(all);
    return pairs;
  }

  private static boolean isConfigured(String key, PostgresConfig config, Credentials role) {
    return role.connection().containsKey(key)
        || key.equals("krbsrvname") && config.krbsrvname().isPresent();
  }

  static String format(Map<String, String> pairs) {
    return pairs.entrySet().stream()
        .map(pair -> pair.getKey() + "=" + quoted(pair.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String value) {
    String escaped = value.replace("\\", "\\\\").replace("'", "\\'");
    return escaped.equals(value) && !value.isEmpty() && value.chars().noneMatch(c -> c <= ' ')
        ? value
        : "'" + escaped + "'";
  }

  /** Host and port of a connection string, as {@code host:port}; empty if it names no host. */
  public static Optional<String> address(String connInfo) {
    Map<String, String> pairs = parse(connInfo);
    String host = pairs.getOrDefault("host", "");
    return host.isEmpty()
        ? Optional.empty()
        : Optional.of(host + ":" + pairs.getOrDefault("port", "5432"));
  }

  /** Whom a connection string leads to, named by its host; empty if that is not one host. */
  static Optional<ReplicationSource> source(String connInfo) {
    Map<String, String> pairs = parse(connInfo);
    try {
      String host = pairs.getOrDefault("host", "");
      int port = Integer.parseInt(pairs.getOrDefault("port", "5432"));
      return Optional.of(new ReplicationSource(NodeName.of(host), host, port));
    } catch (IllegalArgumentException noneOrSeveral) {
      return Optional.empty();
    }
  }

  private static Map<String, String> parse(String connInfo) {
    Map<String, String> pairs = new LinkedHashMap<>();
    Matcher matcher = PAIR.matcher(connInfo);
    while (matcher.lookingAt()) {
      pairs.put(matcher.group(1), unquoted(matcher.group(2)));
      matcher.region(matcher.end(), connInfo.length());
    }
    return pairs;
  }

  private static String unquoted(String value) {
    return value.startsWith("'")
        ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1")
        : value;
  }

  /** Environment for libpq's programs. */
  public static Map<String, String> environment(PostgresConfig config) {
    Map<String, String> environment = new TreeMap<>(ServiceFile.environment(config));
    environment.put("LC_ALL", "C");
    environment.put("PGPASSFILE", config.passFile().toString());
    config.krbsrvname().ifPresent(name -> environment.put("PGKRBSRVNAME", name));
    return environment;
  }
}
