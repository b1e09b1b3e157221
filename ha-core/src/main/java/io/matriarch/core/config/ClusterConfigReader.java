package io.matriarch.core.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Takes one document apart, collecting what it could not use. */
final class ClusterConfigReader {
  private final Map<String, Object> document;
  private final boolean mixed;
  private final List<ConfigProblem> problems = new ArrayList<>();

  private ClusterConfigReader(Map<String, Object> document, boolean mixed) {
    this.document = document;
    this.mixed = mixed;
  }

  static ClusterConfig read(String json, boolean mixed) {
    Optional<Map<String, Object>> object = Json.object(json);
    ClusterConfigReader reader = new ClusterConfigReader(object.orElse(Map.of()), mixed);
    if (object.isEmpty()) {
      reader.problems.add(
          new ConfigProblem(
              ConfigProblem.Kind.UNUSABLE,
              "config",
              json.length() + " characters",
              "are not a JSON object",
              "the defaults",
              "write a valid document"));
    }
    return reader.toConfig(json);
  }

  private ClusterConfig toConfig(String text) {
    return new ClusterConfig(
        text,
        mixed,
        timing(),
        failoverPolicy(),
        flag("pause"),
        flag("failsafe_mode"),
        unbuiltModes(),
        problems);
  }

  private Timing timing() {
    return new TimingRules(mixed, problems)
        .adjust(
            seconds("ttl", Timing.DEFAULT.ttl()),
            seconds("loop_wait", Timing.DEFAULT.loopWait()),
            seconds("retry_timeout", Timing.DEFAULT.retryTimeout()));
  }

  private FailoverPolicy failoverPolicy() {
    FailoverPolicy byDefault = FailoverPolicy.DEFAULT;
    String startTimeout =
        document.containsKey("primary_start_timeout")
            ? "primary_start_timeout"
            : "master_start_timeout";
    return new FailoverPolicy(
        number("maximum_lag_on_failover", "bytes", byDefault.maximumLag(), Long.MAX_VALUE),
        flag("check_timeline"),
        Duration.ofSeconds(seconds(startTimeout, byDefault.primaryStartTimeout())),
        (int)
            number(
                "max_timelines_history",
                "entries",
                byDefault.maxTimelinesHistory(),
                Integer.MAX_VALUE));
  }

  private List<String> unbuiltModes() {
    List<String> modes = new ArrayList<>();
    if (synchronous()) {
      modes.add("synchronous_mode");
    }
    if (standbyCluster()) {
      modes.add("standby_cluster");
    }
    if (document.get("citus") instanceof Map) {
      modes.add("citus");
    }
    return modes;
  }

  private boolean synchronous() {
    Object value = document.get("synchronous_mode");
    return String.valueOf(value).equalsIgnoreCase("quorum") || flag("synchronous_mode");
  }

  private boolean standbyCluster() {
    Optional<Map<String, Object>> section = Json.asObject(document.get("standby_cluster"));
    return section.isPresent()
        && (isGiven(section.get().get("host"))
            || isGiven(section.get().get("port"))
            || isGiven(section.get().get("restore_command")));
  }

  private static boolean isGiven(Object value) {
    return value != null && !value.equals("") && !value.equals(0) && !value.equals(false);
  }

  private boolean flag(String key) {
    Object value = document.get(key);
    Optional<Boolean> flag = Values.bool(value);
    if (value != null && flag.isEmpty()) {
      unusable(key, value, "is not a boolean", "false", "write true or false");
    }
    return flag.orElse(false);
  }

  private long seconds(String key, Duration byDefault) {
    return number(key, "seconds", byDefault.toSeconds(), Integer.MAX_VALUE);
  }

  private long number(String key, String unit, long byDefault, long maximum) {
    Object value = document.get(key);
    OptionalLong number = Values.integer(value, "");
    if (number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= maximum) {
      return number.getAsLong();
    }
    if (value != null) {
      unusable(
          key,
          value,
          "is not a usable number",
          Long.toString(byDefault),
          "write " + unit + " as a plain number");
    }
    return byDefault;
  }

  private void unusable(String key, Object value, String wrong, String instead, String remedy) {
    // A nested value under a wrong key may hold anything, a password included.
    boolean plain = !(value instanceof Map) && !(value instanceof List);
    problems.add(
        new ConfigProblem(
            ConfigProblem.Kind.UNUSABLE,
            key,
            plain ? String.valueOf(value) : "(a nested value)",
            wrong,
            instead,
            remedy));
  }
}
