package io.matriarch.agent.config.validate;

import io.matriarch.agent.config.AgentConfigReader;
import io.matriarch.agent.config.ConfigException;
import io.matriarch.agent.config.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Everything that is wrong with a configuration, on the machine where this runs. */
public final class Validation {
  private Validation() {}

  /**
   * Blocks while ports are tried, servers asked and programs run, some seconds at most for each.
   * Changes nothing.
   *
   * @param stores sections for which there is a store
   * @param ports whether what the node listens on must be free
   * @return one line each, in the order of the schema: path, value, message
   */
  public static List<String> problems(Document document, Set<String> stores, boolean ports) {
    Tree tree = new Tree(document.values());
    List<Problem> problems = new ArrayList<>();
    Schema.rules().forEach(rule -> rule.problem(tree).ifPresent(problems::add));
    problems.addAll(TagsCheck.problems(tree));
    if (ports) {
      problems.addAll(PortCheck.problems(tree));
    }
    problems.addAll(StoreCheck.problems(tree));
    problems.addAll(ServerCheck.problems(tree));
    List<String> lines = new ArrayList<>(problems.stream().map(Objects::toString).toList());
    ownReading(document, stores, problems, lines);
    return lines;
  }

  /** What a node would refuse to start with belongs to it too. */
  private static void ownReading(
      Document document, Set<String> stores, List<Problem> problems, List<String> lines) {
    try {
      AgentConfigReader.read(document, stores);
    } catch (ConfigException e) {
      boolean told =
          problems.stream()
              .anyMatch(problem -> e.getMessage().contains(" " + problem.path() + ":"));
      if (!told) {
        lines.add(e.getMessage());
      }
    }
  }
}
