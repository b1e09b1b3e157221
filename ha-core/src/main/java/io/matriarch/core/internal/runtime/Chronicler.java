package io.matriarch.core.internal.runtime;

import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.api.JournalEntry.Kind;
import io.matriarch.core.internal.effect.Effect;
import io.matriarch.core.internal.effect.LeaseEffect;
import io.matriarch.core.internal.effect.NodeEffect;
import io.matriarch.core.internal.effect.PeerEffect;
import io.matriarch.core.internal.effect.ResourceEffect;
import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.TaskEvent;
import io.matriarch.core.internal.machine.LeaseState;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.policy.Decision;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.TaskStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what was remarkable in a step. Called by the loop alone. */
final class Chronicler {
  private final List<JournalEntry> entries = new ArrayList<>();
  private String lastDecision = "";
  private Step step;

  List<JournalEntry> entries(NodeState before, Event event, Step taken) {
    entries.clear();
    step = taken;
    NodeState after = taken.next();
    command(event);
    task(before, event);
    lease(before.lease(), after.lease());
    view(before, after);
    resource(before, after);
    decision(after);
    boolean agreed =
        before.failsafe().validAt(after.now()) && before.failsafe().refusal().isEmpty();
    taken.effects().stream()
        .filter(effect -> !(agreed && effect instanceof PeerEffect.AskFailsafe))
        .forEach(this::effect);
    return List.copyOf(entries);
  }

  private void command(Event event) {
    if (event instanceof CommandEvent.Asked asked) {
      add(Kind.COMMAND, "asked: " + asked.command());
    } else if (event instanceof CommandEvent.StoreConfig) {
      add(Kind.COMMAND, "asked: change of the dynamic configuration");
    } else if (event instanceof CommandEvent.Shutdown) {
      add(Kind.COMMAND, "asked: shutdown");
    }
  }

  private void task(NodeState before, Event event) {
    String label = before.tasks().running().map(task -> task.spec().label()).orElse("task");
    if (event instanceof TaskEvent.Progressed progressed) {
      boolean plan = progressed.stage().kind() == TaskStage.Kind.PLAN;
      add(Kind.TASK, (plan ? "plan: " : "stage: ") + label + ": " + progressed.stage().detail());
    } else if (event instanceof TaskEvent.Finished finished) {
      if (finished.outcome() instanceof TaskEvent.Outcome.Failed failed) {
        add(Kind.TASK, "failed: " + label + ": " + failed.message());
      } else if (finished.outcome() instanceof TaskEvent.Outcome.Refused refused) {
        add(Kind.TASK, "refused: " + label + ": " + refused.message());
      } else if (finished.outcome() instanceof TaskEvent.Outcome.Cancelled cancelled) {
        add(Kind.TASK, "cancelled: " + label + ": " + cancelled.reason());
      } else {
        add(Kind.TASK, "done: " + label);
      }
    }
  }

  private void lease(LeaseState before, LeaseState after) {
    boolean held = before instanceof LeaseState.Held;
    if (!held && after instanceof LeaseState.Held now) {
      add(Kind.LEASE, "acquired, term " + now.token().term());
    } else if (held && after instanceof LeaseState.None none) {
      add(Kind.LEASE, "lost: " + none.lost().orElse("given up"));
    } else if (before instanceof LeaseState.Releasing && !(after instanceof LeaseState.Releasing)) {
      add(Kind.LEASE, "released");
    } else if (before instanceof LeaseState.Claiming && after instanceof LeaseState.None) {
      add(Kind.LEASE, "claim refused");
    }
  }

  private void view(NodeState before, NodeState after) {
    if (before.store().failure().isEmpty() && after.store().failure().isPresent()) {
      add(Kind.VIEW, "DCS is not accessible: " + after.store().failure().get());
    } else if (before.store().failure().isPresent() && after.store().failure().isEmpty()) {
      add(Kind.VIEW, "DCS is accessible again");
    }
    Optional<ClusterView> old = before.store().view();
    Optional<ClusterView> now = after.store().view();
    if (now.isEmpty() || now.equals(old)) {
      return;
    }
    leader(old, now);
    changed(old.flatMap(ClusterView::failover), now.flatMap(ClusterView::failover), "request ");
    if (!before.config().text().equals(after.config().text())) {
      add(Kind.VIEW, "dynamic configuration changed");
    }
  }

  private void leader(Optional<ClusterView> old, Optional<ClusterView> now) {
    Optional<String> before = old.flatMap(ClusterView::leader).map(Chronicler::name);
    Optional<String> after = now.flatMap(ClusterView::leader).map(Chronicler::name);
    if (!before.equals(after)) {
      add(Kind.VIEW, after.map(name -> "leader is " + name).orElse("leader key is gone"));
    }
  }

  private void changed(Optional<Versioned> old, Optional<Versioned> now, String what) {
    boolean same = old.map(Versioned::value).equals(now.map(Versioned::value));
    boolean both = old.isPresent() || now.filter(n -> !n.value().equals("{}")).isPresent();
    if (!same && both) {
      add(Kind.VIEW, what + now.map(Versioned::value).orElse("{}"));
    }
  }

  private static String name(LeaderRecord leader) {
    return leader.holder().value();
  }

  private void resource(NodeState before, NodeState after) {
    Optional<ResourceReport> old = before.resource().report();
    Optional<ResourceReport> now = after.resource().report();
    if (now.isEmpty() || now.equals(old)) {
      return;
    }
    boolean was = old.filter(r -> r.running().alive()).isPresent();
    boolean is = now.get().running().alive();
    if (was && !is) {
      add(Kind.RESOURCE, "exited");
    } else if (!writable(old) && writable(now)) {
      add(Kind.RESOURCE, "writable");
    } else if (!streams(old) && streams(now)) {
      add(Kind.RESOURCE, "streaming from " + now.get().sourceAddress().orElse("its source"));
    } else if (!was && is) {
      add(Kind.RESOURCE, "running");
    }
  }

  private static boolean writable(Optional<ResourceReport> report) {
    return report
        .filter(r -> r.running() == ResourceReport.RunPhase.RUNNING && r.role() == Role.PRIMARY)
        .isPresent();
  }

  private static boolean streams(Optional<ResourceReport> report) {
    return report.filter(ResourceReport::streaming).isPresent();
  }

  private void decision(NodeState after) {
    if (after.decision().isEmpty() || !after.decidedAt().equals(after.now())) {
      return;
    }
    Decision decision = after.decision().get();
    if (decision.plan().intent() instanceof Intent.AskFailsafe) {
      return; // comes again and again, between the same two decisions
    }
    String line = decision.rule().id() + decision.plan().reason();
    if (!line.equals(lastDecision)) {
      lastDecision = line;
      List<String> facts = decision.facts().toList().stream().map(Enum::name).toList();
      entries.add(entry(Kind.DECISION, decision.plan().reason(), facts));
    }
  }

  private void effect(Effect effect) {
    if (effect instanceof TaskEffect.Start start) {
      add(Kind.TASK, "begun: " + start.spec().label());
    } else if (effect instanceof TaskEffect.Cancel cancel) {
      add(Kind.TASK, "cancelling: " + cancel.reason());
    } else if (effect instanceof LeaseEffect.Acquire) {
      add(Kind.LEASE, "claiming");
    } else if (effect instanceof LeaseEffect.Release) {
      add(Kind.LEASE, "releasing");
    } else if (effect instanceof PeerEffect.Survey survey) {
      add(Kind.TASK, "asking " + survey.questions().stream().map(q -> q.member().name()).toList());
    } else if (effect instanceof PeerEffect.AskFailsafe round) {
      add(Kind.LEASE, "asking " + round.voters().keySet() + " whether to go on without the DCS");
    } else if (effect instanceof ResourceEffect.Fence fence) {
      add(Kind.RESOURCE, "fencing: " + fence.reason());
    } else if (effect instanceof NodeEffect.Reply reply) {
      add(Kind.COMMAND, "answered: " + reply.result().outcome() + sentence(reply.result()));
    }
  }

  /** Documents are not told here: anybody may read the journal, and they may hold anything. */
  private static String sentence(CommandResult result) {
    return result.text().startsWith("{") ? "" : " " + result.text();
  }

  private void add(Kind kind, String text) {
    entries.add(entry(kind, text, List.of()));
  }

  private JournalEntry entry(Kind kind, String text, List<String> facts) {
    NodeState state = step.next();
    String rule = state.decision().map(decision -> decision.rule().id()).orElse("000.00");
    return new JournalEntry(state.now(), state.wallClock(), kind, rule, text, facts);
  }
}
