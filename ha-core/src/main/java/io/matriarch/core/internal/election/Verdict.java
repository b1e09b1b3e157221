package io.matriarch.core.internal.election;

import java.util.List;

/**
 * A judgement with its reasons.
 *
 * @param yes the judgement
 * @param reasons one sentence each; empty if there is nothing to say against
 */
public record Verdict(boolean yes, List<String> reasons) {
  public static final Verdict YES = new Verdict(true, List.of());

  public Verdict {
    reasons = List.copyOf(reasons);
  }

  static Verdict of(List<String> objections) {
    return objections.isEmpty() ? YES : new Verdict(false, objections);
  }
}
