package io.matriarch.core.peer;

import io.matriarch.core.model.MemberRecord;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Asks another member for its status. */
public interface PeerGateway extends AutoCloseable {

  /**
   * Asks one member, without blocking and without retrying. The stage always completes normally, at
   * the latest a moment after the timeout; it may complete on any thread. Idempotent.
   */
  CompletionStage<PeerStatus> ask(MemberRecord member, Duration timeout);

  /** Abandons what is in flight. Idempotent. */
  @Override
  void close();
}
