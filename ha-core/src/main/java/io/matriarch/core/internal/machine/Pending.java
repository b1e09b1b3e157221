package io.matriarch.core.internal.machine;

import io.matriarch.core.api.Command;
import io.matriarch.core.api.CommandResult;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import java.time.OffsetDateTime;
import java.util.Optional;

/** A command that waits for its answer. */
public sealed interface Pending {

  /** It is answered by then, whatever is known. */
  MonoTime deadline();

  /**
   * One write to the store decides.
   *
   * @param effectId of the write
   * @param done answer if it was applied
   * @param conflict answer if something else stands there
   * @param failed sentence if it definitely failed, or nobody knows
   */
  record Writing(
      long effectId, MonoTime deadline, CommandResult done, CommandResult conflict, String failed)
      implements Pending {}

  /** A scheduled move is to be forgotten, once a fresh view shows it. */
  record Forgetting(MonoTime askedAt, MonoTime deadline) implements Pending {}

  /**
   * Leadership is to move.
   *
   * @param at when, if it is scheduled
   * @param askedAt only what is read later counts
   * @param stage how far it has come
   * @param oldLeader who led when it was judged
   * @param survey the candidates' answers
   * @param effectId of the write of the request
   */
  record Moving(
      Command.Move move,
      Optional<OffsetDateTime> at,
      MonoTime askedAt,
      MonoTime deadline,
      Stage stage,
      Optional<NodeName> oldLeader,
      SurveyState survey,
      long effectId)
      implements Pending {

    /** How far it has come. */
    public enum Stage {
      /** A view read after the question is awaited. */
      LOOKING,
      /** The candidates are asked. */
      ASKING,
      /** The request is being written. */
      WRITING,
      /** It stands in the store; somebody is to lead. */
      WAITING
    }

    /** A failover with a leader is carried out as a switchover. */
    boolean switchover() {
      return move.kind() == Command.Move.Kind.SWITCHOVER || move.leader().isPresent();
    }

    Moving at(Stage next) {
      return new Moving(move, at, askedAt, deadline, next, oldLeader, survey, effectId);
    }

    Moving judged(Optional<NodeName> leader) {
      return new Moving(move, at, askedAt, deadline, stage, leader, survey, effectId);
    }

    Moving asking(SurveyState round) {
      return new Moving(move, at, askedAt, deadline, Stage.ASKING, oldLeader, round, effectId);
    }

    Moving writing(long effect) {
      return new Moving(move, at, askedAt, deadline, Stage.WRITING, oldLeader, survey, effect);
    }
  }

  /** Leadership is being given up. */
  record SteppingDown(MonoTime deadline) implements Pending {}

  /** The resource is being restarted. */
  record Restarting(MonoTime deadline) implements Pending {}
}
