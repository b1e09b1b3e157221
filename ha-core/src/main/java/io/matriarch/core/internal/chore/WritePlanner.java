package io.matriarch.core.internal.chore;

import io.matriarch.core.internal.policy.Situation;
import java.util.Optional;

/** Plans one kind of write. Pure. */
@FunctionalInterface
public interface WritePlanner {

  /** What should be written now; empty if all is as it should be, or cannot be judged. */
  Optional<Write> plan(Situation situation);
}
