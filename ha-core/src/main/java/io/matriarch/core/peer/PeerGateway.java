package io.matriarch.core.peer;

import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Asks other members: for their status, and whether a leader without store may go on. Thread safe.
 */
public interface PeerGateway extends AutoCloseable {

  /**
   * Asks one member, without blocking and without retrying. The stage always completes normally, at
   * the latest a moment after the timeout; it may complete on any thread. Idempotent.
   *
   * @param member whom to ask, with its address
   * @param timeout for the whole of it
   * @return what it said, or that it could not be reached
   */
  CompletionStage<PeerStatus> ask(MemberRecord member, Duration timeout);

  /**
   * Asks one member whether the leader may go on without the store; retried once inside the
   * timeout. The stage always completes normally, as {@link #ask} does; it may complete on any
   * thread. Idempotent.
   *
   * @param member its name
   * @param apiUrl its address, as the failsafe topology has it
   * @param ping the question
   * @param timeout for the whole of it, both tries
   * @return its vote; silence is a vote of its own
   */
  CompletionStage<FailsafeVote> mayGoOn(
      NodeName member, String apiUrl, FailsafePing ping, Duration timeout);

  /** Abandons what is in flight. Idempotent. */
  @Override
  void close();
}
