package io.matriarch.core.internal.machine;

import io.matriarch.core.api.ExitReason;
import io.matriarch.core.internal.effect.NodeEffect;
import io.matriarch.core.internal.effect.ResourceEffect;
import io.matriarch.core.internal.effect.StoreEffect;
import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.internal.policy.Decision;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.TaskFacts;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.store.DocumentKind;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.StoreDocument;
import java.time.Duration;
import java.util.Optional;

/**
 * Turns an intent into effects, given what is under way already. The only place that knows about
 * "already in progress", so that no rule has to.
 */
final class Conductor {
  private static final Duration FENCE_AGAIN = Duration.ofSeconds(1);
  private static final Duration COMPARE_AGAIN = Duration.ofSeconds(1);
  private static final Duration LONGEST_COMPARISON = Duration.ofSeconds(5);

  private Conductor() {}

  static void conduct(Draft draft, Decision decision) {
    Intent intent = decision.plan().intent();
    if (intent instanceof Intent.Survey) {
      Surveyor.ask(draft);
    } else if (intent instanceof Intent.AskFailsafe) {
      FailsafeKeeper.ask(draft);
    } else if (intent instanceof Intent.Compare compare) {
      compare(draft, compare.source());
    } else if (intent instanceof Intent.Run run) {
      run(draft, run.spec());
    } else if (intent instanceof Intent.Cancel cancel) {
      cancel(draft, cancel.reason());
    } else if (intent instanceof Intent.Fence fence) {
      fence(draft, fence.reason());
    } else if (intent instanceof Intent.ClaimInitialization) {
      claimInitialization(draft);
    } else if (intent instanceof Intent.RevokeInitialization revoke) {
      revokeInitialization(draft);
      exit(draft, revoke.thenExit());
    } else if (intent instanceof Intent.Exit exit) {
      exit(draft, exit.reason());
    }
  }

  private static void compare(Draft draft, ReplicationSource source) {
    boolean unknownJustNow =
        draft
            .resource
            .verdict()
            .filter(verdict -> verdict.divergence() == Divergence.UNKNOWN)
            .filter(verdict -> draft.now.isBefore(verdict.at().plus(COMPARE_AGAIN)))
            .isPresent();
    if (unknownJustNow || draft.resource.comparing().isPresent()) {
      return;
    }
    LeaderRecord leader = draft.situation().leader().orElseThrow();
    Call call = draft.call(LONGEST_COMPARISON);
    long id = draft.newId();
    draft.resource =
        draft.resource.comparing(
            Optional.of(
                new ResourceState.Comparison(
                    draft.inFlight(id, call), leader.holder(), leader.term())));
    draft.emit(new ResourceEffect.Compare(id, source, call));
  }

  private static void run(Draft draft, TaskSpec spec) {
    boolean tooSoon =
        draft
            .tasks
            .failures()
            .filter(failures -> failures.of(spec.getClass()))
            .filter(failures -> draft.now.isBefore(TaskFacts.retryAt(failures)))
            .isPresent();
    if (draft.tasks.running().isPresent() || tooSoon) {
      return;
    }
    long id = draft.newId();
    MonoTime deadline =
        draft.now.plus(TaskLimits.of(spec, draft.config, draft.election.isPresent()));
    draft.tasks =
        new TaskSlot(
            Optional.of(
                new TaskSlot.Running(
                    id,
                    spec,
                    draft.now,
                    deadline,
                    "begun",
                    "",
                    false,
                    Optional.empty(),
                    Optional.empty())),
            draft.tasks.failures());
    begun(draft, spec);
    draft.emit(new TaskEffect.Start(id, spec, deadline));
  }

  /** What was asked for is being done. */
  private static void begun(Draft draft, TaskSpec spec) {
    if (spec instanceof TaskSpec.Bootstrap) {
      draft.memory = draft.memory.creation(draft.memory.creation().map(c -> c.unfinished(true)));
    } else if (spec instanceof TaskSpec.Restart) {
      draft.desk = draft.desk.restart(draft.desk.restart().map(RestartOrder::beginning));
    } else if (spec instanceof TaskSpec.Promote promote
        && promote.permit() instanceof Permit.LeasePermit permit) {
      draft.memory = draft.memory.ledTerm(Optional.of(permit.term()));
    }
  }

  static void cancel(Draft draft, String reason) {
    draft
        .tasks
        .running()
        .filter(task -> !task.cancelled())
        .ifPresent(
            task -> {
              draft.tasks = draft.tasks.cancelled(draft.now);
              draft.emit(new TaskEffect.Cancel(task.id(), reason));
            });
  }

  /** Fencing waits for nothing; what is being done ends, and then the resource is stopped. */
  private static void fence(Draft draft, String reason) {
    if (draft.now.hasReached(draft.memory.fencedAt().plus(FENCE_AGAIN))) {
      draft.memory = draft.memory.fencedAt(draft.now);
      draft.emit(new ResourceEffect.Fence(reason));
    }
    boolean stopping =
        draft.tasks.running().filter(task -> task.spec() instanceof TaskSpec.Stop).isPresent();
    if (!stopping) {
      cancel(draft, reason);
    }
    run(draft, new TaskSpec.Stop(StopMode.IMMEDIATE));
  }

  private static void claimInitialization(Draft draft) {
    if (draft.store.writing().isPresent()) {
      return;
    }
    Optional<String> abandoned =
        draft
            .store
            .view()
            .flatMap(ClusterView::initialize)
            .filter(claim -> claim.value().isEmpty())
            .map(Versioned::version);
    Expected expected = abandoned.<Expected>map(Expected.Version::new).orElse(Expected.ABSENT);
    Call call = draft.call(draft.config.timing().retryTimeout());
    long id = draft.newId();
    draft.store = draft.store.claimingCreation(draft.inFlight(id, call), abandoned);
    draft.emit(new StoreEffect.Put(id, new StoreDocument.Initialize(""), expected, call));
  }

  /** Only the own claim: an identifier that somebody wrote down stands for data. */
  private static void revokeInitialization(Draft draft) {
    draft
        .memory
        .creation()
        .flatMap(Creation::version)
        .ifPresent(
            claim ->
                draft.emit(
                    new StoreEffect.Remove(
                        draft.newId(),
                        DocumentKind.INITIALIZE,
                        new Expected.Version(claim),
                        draft.call(draft.config.timing().retryTimeout()))));
  }

  private static void exit(Draft draft, ExitReason reason) {
    draft.memory = draft.memory.exiting(true);
    draft.emit(new NodeEffect.Exit(reason));
  }
}
