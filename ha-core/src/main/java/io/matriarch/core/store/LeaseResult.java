package io.matriarch.core.store;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import java.time.Duration;
import java.util.Optional;

/** Definite answers to acquiring and renewing. */
public sealed interface LeaseResult {

  /**
   * The lease is ours.
   *
   * @param token names it from now on
   * @param countedFrom nobody else can get the key before {@code countedFrom + guarantee}; never
   *     later than the instant immediately before the request was sent
   * @param guarantee lifetime that the server granted, counted from there
   */
  record Held(LeaseToken token, MonoTime countedFrom, Duration guarantee) implements LeaseResult {}

  /**
   * Somebody else has it; nothing was changed.
   *
   * @param holder who, if the answer tells
   */
  record Refused(Optional<NodeName> holder) implements LeaseResult {}

  /**
   * It was ours and definitely is not any more.
   *
   * @param reason for people
   */
  record Lost(String reason) implements LeaseResult {}
}
