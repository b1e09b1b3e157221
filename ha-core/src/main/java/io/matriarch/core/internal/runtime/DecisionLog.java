package io.matriarch.core.internal.runtime;

import io.matriarch.core.config.ConfigProblem;
import io.matriarch.core.internal.effect.Effect;
import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.LeaseEvent;
import io.matriarch.core.internal.event.StoreEvent;
import io.matriarch.core.internal.event.TaskEvent;
import io.matriarch.core.internal.machine.LeaseState;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.policy.Decision;
import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what changed: one line per changed decision, and a heartbeat. */
final class DecisionLog {
  private static final Logger LOG = LoggerFactory.getLogger("io.matriarch.node");
  private static final Duration HEARTBEAT = Duration.ofSeconds(60);

  private String last = "";
  private MonoTime lastAt = MonoTime.MIN;

  void stepped(NodeState before, Event event, Step step) {
    NodeState after = step.next();
    failures(event);
    lease(before.lease(), after.lease());
    store(before, after);
    config(before, after);
    for (Effect effect : step.effects()) {
      if (effect instanceof TaskEffect.Start start) {
        LOG.info("task begun: {}", start.spec().label());
      } else {
        LOG.debug("effect {}", effect);
      }
    }
    after.decision().ifPresent(decision -> decided(decision, after.decidedAt()));
  }

  private void decided(Decision decision, MonoTime at) {
    String line = decision.plan().reason() + " [" + decision.rule().id() + "]";
    boolean due = !lastAt.isFinite() || at.hasReached(lastAt.plus(HEARTBEAT));
    if (!line.equals(last) || due) {
      LOG.info("{}", line);
      last = line;
      lastAt = at;
    }
  }

  private static void failures(Event event) {
    if (event instanceof TaskEvent.Finished finished) {
      if (finished.outcome() instanceof TaskEvent.Outcome.Failed failed) {
        LOG.warn("task failed: {}", failed.message());
      } else if (finished.outcome() instanceof TaskEvent.Outcome.Cancelled cancelled) {
        LOG.info("task ended early: {}", cancelled.reason());
      } else {
        LOG.info("task done");
      }
    } else if (event instanceof LeaseEvent.Failed failed) {
      LOG.warn(
          "lease request failed ({}): {}",
          failed.failure().knowledge(),
          failed.failure().message());
    } else if (event instanceof StoreEvent.WriteFailed failed) {
      LOG.warn(
          "write to the DCS failed ({}): {}",
          failed.failure().knowledge(),
          failed.failure().message());
    }
  }

  private static void lease(LeaseState before, LeaseState after) {
    boolean held = before instanceof LeaseState.Held;
    if (!held && after instanceof LeaseState.Held now) {
      LOG.info("acquired session lock as a leader, term {}", now.token().term());
    } else if (held && after instanceof LeaseState.None none) {
      LOG.warn("lost the leader lock: {}", none.lost().orElse("given up"));
    } else if (held && after instanceof LeaseState.Releasing) {
      LOG.info("releasing the leader lock");
    }
  }

  private static void store(NodeState before, NodeState after) {
    boolean was = before.store().failure().isEmpty();
    boolean is = after.store().failure().isEmpty();
    if (was && !is) {
      LOG.warn("DCS is not accessible: {}", after.store().failure().get());
    } else if (!was && is) {
      LOG.info("DCS is accessible again");
    }
  }

  private static void config(NodeState before, NodeState after) {
    if (before.config().text().equals(after.config().text())) {
      return;
    }
    LOG.info("dynamic configuration changed");
    for (ConfigProblem problem : after.config().problems()) {
      LOG.warn("dynamic configuration: {}", problem);
    }
  }
}
