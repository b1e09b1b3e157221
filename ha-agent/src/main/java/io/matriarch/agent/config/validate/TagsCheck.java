package io.matriarch.agent.config.validate;

import java.util.ArrayList;
import java.util.List;

/** Tags that say the same thing twice, or the opposite. */
final class TagsCheck {
  private TagsCheck() {}

  static List<Problem> problems(Tree tree) {
    List<Problem> problems = new ArrayList<>();
    both(tree, "nofailover", "failover_priority", problems);
    both(tree, "nosync", "sync_priority", problems);
    return problems;
  }

  private static void both(Tree tree, String flag, String priority, List<Problem> problems) {
    if (tree.has("tags." + flag) && tree.has("tags." + priority)) {
      problems.add(
          new Problem(
              "tags", null, "has both " + flag + " and " + priority + "; remove one of them"));
    }
  }
}
