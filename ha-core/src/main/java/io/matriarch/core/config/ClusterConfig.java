package io.matriarch.core.config;

import java.util.List;

/**
 * The dynamic configuration as this node uses it.
 *
 * @param text the document as it was read, so that keys this version does not know survive
 * @param mixed a member of another kind takes part, whose limits of timeouts count
 * @param timing timeouts, already adjusted to fit each other
 * @param failover when a replica may take over
 * @param paused an operator took over: nothing is promoted, demoted or stopped automatically
 * @param failsafeMode the leader may stay one without store if all members agree
 * @param unbuiltModes keys of modes that are switched on and that this version does not implement;
 *     while there are any, this node must neither race nor promote
 * @param problems values that were not taken as they stand
 */
public record ClusterConfig(
    String text,
    boolean mixed,
    Timing timing,
    FailoverPolicy failover,
    boolean paused,
    boolean failsafeMode,
    List<String> unbuiltModes,
    List<ConfigProblem> problems) {

  /** What holds while no document was ever seen. */
  public static final ClusterConfig DEFAULT =
      new ClusterConfig(
          "{}", false, Timing.DEFAULT, FailoverPolicy.DEFAULT, false, false, List.of(), List.of());

  /** Keeps copies. */
  public ClusterConfig {
    unbuiltModes = List.copyOf(unbuiltModes);
    problems = List.copyOf(problems);
  }

  /**
   * Reads a document as members of this kind alone do. Never fails: a value that cannot be used
   * becomes its default and a problem, as does a whole document that is not {@linkplain #isUsable
   * usable}.
   *
   * @param json the document
   * @return what this node makes of it
   */
  public static ClusterConfig parse(String json) {
    return parse(json, false);
  }

  /**
   * The same where members of another kind may take part.
   *
   * @param json the document
   * @param mixed one of them does
   * @return what this node makes of it
   */
  public static ClusterConfig parse(String json, boolean mixed) {
    return ClusterConfigReader.read(json, mixed);
  }

  /**
   * {@return whether the text is a JSON object} Whoever reads another one keeps the last good
   * document.
   *
   * @param json the document
   */
  public static boolean isUsable(String json) {
    return Json.object(json).isPresent();
  }
}
