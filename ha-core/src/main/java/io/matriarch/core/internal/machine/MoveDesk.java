package io.matriarch.core.internal.machine;

import io.matriarch.core.api.Command;
import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.CommandResult.Outcome;
import io.matriarch.core.internal.effect.PeerEffect;
import io.matriarch.core.internal.effect.StoreEffect;
import io.matriarch.core.internal.election.MovePreflight;
import io.matriarch.core.internal.event.StoreEvent;
import io.matriarch.core.internal.machine.Pending.Moving;
import io.matriarch.core.internal.machine.Pending.Moving.Stage;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.FailoverRequest;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.store.WriteResult;
import io.matriarch.core.wire.FailoverCodec;
import io.matriarch.core.wire.Timestamps;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A requested move, from the question to the answer: refuse what makes no sense, ask the
 * candidates, write the request, watch who leads then. Any member does this; the request in the
 * store is carried out by the leader and the candidates.
 */
final class MoveDesk {
  static final String WRITE_FAILED = "failed to write failover key into DCS";
  private static final Duration PATIENCE_WITH_CANDIDATES = Duration.ofSeconds(2);
  private static final Duration GRACE = Duration.ofMillis(100);
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(10);

  private MoveDesk() {}

  static void asked(Draft draft, long replyId, Command.Move move) {
    Optional<OffsetDateTime> at =
        move.scheduledAt().flatMap(Timestamps::parse).flatMap(Timestamps.Parsed::offset);
    Optional<CommandResult> refusal =
        MoveRefusals.before(move, at, draft.config.paused(), draft.wallClock);
    if (refusal.isPresent()) {
      draft.reply(replyId, refusal.get());
      return;
    }
    Moving moving =
        new Moving(
            move,
            at,
            draft.now,
            draft.now.plus(patience(draft)),
            Stage.LOOKING,
            Optional.empty(),
            SurveyState.NONE,
            0);
    draft.desk = draft.desk.with(replyId, moving);
    draft.storeDirty();
  }

  private static Duration patience(Draft draft) {
    Duration loopWait = draft.config.timing().loopWait();
    return (loopWait.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : loopWait).multipliedBy(2);
  }

  static void progress(Draft draft, long replyId, Moving moving) {
    switch (moving.stage()) {
      case LOOKING -> look(draft, replyId, moving);
      case ASKING -> ask(draft, replyId, moving);
      case WRITING -> {}
      case WAITING -> await(draft, replyId, moving);
    }
  }

  private static void look(Draft draft, long replyId, Moving moving) {
    Optional<ClusterView> view = draft.viewSince(moving.askedAt());
    if (view.isEmpty()) {
      if (draft.storeFailedSince(moving.askedAt())) {
        draft.reply(replyId, CommandResult.failed(Draft.NO_STORE));
      }
      return;
    }
    Optional<NodeName> leader = draft.situation().leader().map(LeaderRecord::holder);
    Moving judged = moving.judged(leader);
    Optional<CommandResult> refusal = MoveRefusals.in(view.get(), judged);
    if (refusal.isPresent()) {
      draft.reply(replyId, refusal.get());
      return;
    }
    List<MemberRecord> candidates = MovePreflight.candidates(view.get(), leader, moving.move());
    TreeSet<NodeName> asked = new TreeSet<>();
    candidates.forEach(member -> asked.add(member.name()));
    long id = draft.newId();
    SurveyState round =
        SurveyState.begun(
            id, asked, draft.now, draft.now.plus(PATIENCE_WITH_CANDIDATES).plus(GRACE));
    draft.desk = draft.desk.with(replyId, judged.asking(round));
    draft.emit(
        new PeerEffect.Survey(
            id,
            candidates.stream()
                .map(member -> new PeerEffect.Question(member, PATIENCE_WITH_CANDIDATES))
                .toList()));
  }

  private static void ask(Draft draft, long replyId, Moving moving) {
    SurveyState round = moving.survey().at(draft.now);
    if (round.running()) {
      return;
    }
    List<String> objections =
        MovePreflight.objections(draft.situation(), round, moving.switchover());
    if (objections.size() >= round.asked().size()) {
      draft.reply(
          replyId,
          new CommandResult(
              Outcome.PRECONDITION_FAILED,
              MoveRefusals.action(moving)
                  + " is not possible: no good candidates have been found: "
                  + String.join("; ", objections)));
      return;
    }
    Call call = draft.call(draft.config.timing().retryTimeout());
    long id = draft.newId();
    draft.desk = draft.desk.with(replyId, moving.asking(round).writing(id));
    draft.emit(
        new StoreEffect.Put(
            id,
            new StoreDocument.Failover(FailoverCodec.encode(Optional.of(request(moving)))),
            Expected.ANY,
            call));
  }

  private static FailoverRequest request(Moving moving) {
    return new FailoverRequest(
        moving.move().leader(), moving.move().candidate(), moving.at().map(Timestamps::text));
  }

  static void written(Draft draft, long replyId, Moving moving, StoreEvent event) {
    if (moving.stage() != Stage.WRITING) {
      return;
    }
    if (event instanceof StoreEvent.Written written && written.id() == moving.effectId()) {
      if (!(written.result() instanceof WriteResult.Applied)) {
        draft.reply(replyId, CommandResult.failed(WRITE_FAILED));
      } else if (moving.at().isPresent()) {
        draft.reply(replyId, CommandResult.accepted("Switchover scheduled"));
      } else {
        draft.desk = draft.desk.with(replyId, moving.at(Stage.WAITING));
      }
      draft.storeDirty();
    } else if (event instanceof StoreEvent.WriteFailed failed && failed.id() == moving.effectId()) {
      draft.storeDirty();
      if (failed.failure().unknown() && moving.at().isEmpty()) {
        draft.desk = draft.desk.with(replyId, moving.at(Stage.WAITING));
      } else {
        draft.reply(replyId, CommandResult.failed(WRITE_FAILED));
      }
    }
  }

  /** Who leads now? While the request stands and nobody else leads, it is still under way. */
  private static void await(Draft draft, long replyId, Moving moving) {
    Optional<ClusterView> view = draft.store.reachable() ? draft.store.view() : Optional.empty();
    boolean fresh = view.isPresent() && draft.store.dirtySince().isEmpty();
    if (!fresh) {
      return;
    }
    Optional<NodeName> leader = draft.situation().leader().map(LeaderRecord::holder);
    boolean another = leader.isPresent() && !leader.equals(moving.oldLeader());
    boolean requested = MoveRefusals.stands(view.get());
    if (another) {
      draft.reply(replyId, CommandResult.done(success(moving, leader.get())));
    } else if (!requested) {
      draft.reply(replyId, CommandResult.failed(MoveRefusals.title(moving) + " failed"));
    }
  }

  private static String success(Moving moving, NodeName leader) {
    String verb = moving.switchover() ? "switched" : "failed";
    Optional<NodeName> wanted = moving.move().candidate().filter(name -> !name.equals(leader));
    return wanted
        .map(
            name ->
                "%s%s over to \"%s\" instead of \"%s\""
                    .formatted(
                        verb.substring(0, 1).toUpperCase(java.util.Locale.ROOT),
                        verb.substring(1),
                        leader,
                        name))
        .orElseGet(() -> "Successfully %s over to \"%s\"".formatted(verb, leader));
  }

  static CommandResult late(Moving moving) {
    long seconds = moving.deadline().since(moving.askedAt()).toSeconds();
    return new CommandResult(
        Outcome.UNKNOWN,
        "%s status unknown after %d seconds; operation may still be in progress"
            .formatted(MoveRefusals.title(moving), seconds));
  }
}
