package io.matriarch.postgres.parameters;

import io.matriarch.core.model.ReplicationSource;
import io.matriarch.postgres.PostgresConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Connection strings in libpq's notation. They never hold a password; a pass file does. */
public final class ConnInfo {
  private static final Pattern PAIR =
      Pattern.compile("\\s*(\\w+)\\s*=\\s*('(?:[^'\\\\]|\\\\.)*'|[^\\s']*)\\s*", Pattern.DOTALL);

  private ConnInfo() {}

  /** How a replica's server connects to its source. */
  public static String replication(PostgresConfig config, ReplicationSource source, int major) {
    Map<String, String> pairs = new LinkedHashMap<>();
    pairs.put("dbname", config.database());
    pairs.put("user", config.replication().user());
    if (config.replication().password().isPresent()) {
      pairs.put("passfile", config.passFile().toString());
    }
    pairs.put("host", source.host());
    pairs.put("port", Integer.toString(source.port()));
    pairs.put("sslmode", "prefer");
    pairs.put("application_name", config.name().value());
    pairs.put("gssencmode", "prefer");
    pairs.put("channel_binding", "prefer");
    if (major >= 17) {
      pairs.put("sslnegotiation", "postgres");
    }
    return format(pairs);
  }

  /** How {@code pg_basebackup} connects; the pass file is named by the environment. */
  public static String backup(PostgresConfig config, ReplicationSource source) {
    Map<String, String> pairs = new LinkedHashMap<>();
    pairs.put("user", config.replication().user());
    pairs.put("host", source.host());
    pairs.put("port", Integer.toString(source.port()));
    pairs.put("application_name", config.name().value());
    pairs.put("connect_timeout", "10");
    return format(pairs);
  }

  /** How {@code pg_rewind} connects; only to a primary. */
  public static String rewind(PostgresConfig config, ReplicationSource source) {
    Map<String, String> pairs = new LinkedHashMap<>();
    pairs.put("dbname", config.database());
    pairs.put("user", config.rewind().user());
    pairs.put("host", source.host());
    pairs.put("port", Integer.toString(source.port()));
    pairs.put("application_name", config.name().value());
    pairs.put("connect_timeout", "10");
    pairs.put("target_session_attrs", "read-write");
    return format(pairs);
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
    Map<String, String> pairs = new LinkedHashMap<>();
    Matcher matcher = PAIR.matcher(connInfo);
    while (matcher.lookingAt()) {
      pairs.put(matcher.group(1), unquoted(matcher.group(2)));
      matcher.region(matcher.end(), connInfo.length());
    }
    String host = pairs.getOrDefault("host", "");
    return host.isEmpty()
        ? Optional.empty()
        : Optional.of(host + ":" + pairs.getOrDefault("port", "5432"));
  }

  private static String unquoted(String value) {
    return value.startsWith("'")
        ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1")
        : value;
  }

  /** Environment for libpq's programs. */
  public static Map<String, String> environment(Path passFile) {
    return Map.of("LC_ALL", "C", "PGPASSFILE", passFile.toString());
  }
}
