package io.matriarch.agent.rest;

import io.matriarch.core.config.Values;
import io.matriarch.core.model.RestartConditions;
import io.matriarch.core.model.Role;
import io.matriarch.core.wire.RoleNames;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the conditions of a restart out of a request. */
final class RestartBody {
  static final String SCHEDULE = "schedule";
  private static final String ROLE = "role";
  private static final String VERSION = "postgres_version";
  private static final String TIMEOUT = "timeout";
  private static final String PENDING = "restart_pending";
  private static final Set<String> KEYS = Set.of(SCHEDULE, ROLE, VERSION, TIMEOUT, PENDING);
  private static final Set<String> ROLES = Set.of("primary", "standby_leader", "replica");

  /** Two numbers since 10, three before. */
  private static final Pattern VERSIONS =
      Pattern.compile("[1-9]\\d{1,3}\\.\\d{1,2}(\\.\\d{1,2})?|[1-9]\\.\\d{1,2}\\.\\d{1,2}");

  private RestartBody() {}

  /**
   * @throws RefusedRequest 400 for a key or value that says nothing here
   */
  static RestartConditions conditions(Map<String, Object> body) {
    body.keySet().stream()
        .filter(key -> !KEYS.contains(key))
        .findFirst()
        .ifPresent(
            key -> {
              throw refused("a restart has no condition of this name: " + key);
            });
    return new RestartConditions(
        role(body), version(body), body.containsKey(PENDING), timeout(body));
  }

  private static Optional<Role> role(Map<String, Object> body) {
    if (!body.containsKey(ROLE)) {
      return Optional.empty();
    }
    String role = String.valueOf(body.get(ROLE));
    if (!ROLES.contains(role)) {
      throw refused("role must be primary, standby_leader or replica");
    }
    return Optional.of(RoleNames.parse(role));
  }

  private static Optional<String> version(Map<String, Object> body) {
    if (!body.containsKey(VERSION)) {
      return Optional.empty();
    }
    String version = String.valueOf(body.get(VERSION)).strip();
    if (!VERSIONS.matcher(version).matches()) {
      throw refused("postgres_version must be a version such as 15.4 or 9.6.24");
    }
    return Optional.of(version);
  }

  private static Optional<Duration> timeout(Map<String, Object> body) {
    if (!body.containsKey(TIMEOUT)) {
      return Optional.empty();
    }
    OptionalLong seconds = Values.integer(body.get(TIMEOUT), "s");
    if (seconds.isEmpty() || seconds.getAsLong() <= 0) {
      throw refused("timeout must be a positive number of seconds");
    }
    return Optional.of(Duration.ofSeconds(seconds.getAsLong()));
  }

  private static RefusedRequest refused(String why) {
    return new RefusedRequest(Answer.text(400, why));
  }
}
