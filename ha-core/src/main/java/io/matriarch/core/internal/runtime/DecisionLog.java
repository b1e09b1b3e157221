package io.matriarch.core.internal.runtime;

import io.matriarch.core.config.ConfigProblem;
import io.matriarch.core.internal.effect.Effect;
import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.LeaseEvent;
import io.matriarch.core.internal.event.StoreEvent;
import io.matriarch.core.internal.event.TaskEvent;
import io.matriarch.core.internal.machine.LeaseState;
import io.matriarch.core.internal.machine.LeaseTimes;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.policy.Decision;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.model.MonoTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what changed: one line per changed decision, and a heartbeat. */
final class DecisionLog {
  private static final Duration HEARTBEAT = Duration.ofSeconds(60);

  private final Logger log;
  private final boolean heartbeat;
  private Duration keptTtl = Duration.ZERO;
  private String last = "";
  private MonoTime lastAt = MonoTime.MIN;

  private DecisionLog(String logger, boolean heartbeat) {
    this.log = LoggerFactory.getLogger(logger);
    this.heartbeat = heartbeat;
  }

  static DecisionLog ofNode() {
    return new DecisionLog("io.matriarch.node", true);
  }

  /** There may be many in a program: each has a logger of its name, and says nothing but news. */
  static DecisionLog ofElection(String scope) {
    return new DecisionLog("io.matriarch.election." + scope, false);
  }

  void stepped(NodeState before, Event event, Step step) {
    NodeState after = step.next();
    failures(event);
    lease(before.lease(), after.lease());
    store(before, after);
    config(before, after);
    ttl(after);
    refusal(before, after);
    for (Effect effect : step.effects()) {
      if (effect instanceof TaskEffect.Start start) {
        log.info("task begun: {}", start.spec().label());
      } else {
        log.debug("effect {}", effect);
      }
    }
    after.decision().ifPresent(decision -> decided(decision, after.decidedAt()));
  }

  private void decided(Decision decision, MonoTime at) {
    if (decision.plan().intent() instanceof Intent.AskFailsafe) {
      log.debug("{}", decision.plan().reason());
      return;
    }
    String line = decision.plan().reason() + " [" + decision.rule().id() + "]";
    boolean due = heartbeat && (!lastAt.isFinite() || at.hasReached(lastAt.plus(HEARTBEAT)));
    if (!line.equals(last) || due) {
      log.info("{}", line);
      last = line;
      lastAt = at;
    }
  }

  private void failures(Event event) {
    if (event instanceof TaskEvent.Finished finished) {
      if (finished.outcome() instanceof TaskEvent.Outcome.Failed failed) {
        log.warn("task failed: {}", failed.message());
      } else if (finished.outcome() instanceof TaskEvent.Outcome.Refused refused) {
        log.warn("task refused: {}", refused.message());
      } else if (finished.outcome() instanceof TaskEvent.Outcome.Cancelled cancelled) {
        log.info("task ended early: {}", cancelled.reason());
      } else {
        log.info("task done");
      }
    } else if (event instanceof LeaseEvent.Failed failed) {
      log.warn(
          "lease request failed ({}): {}",
          failed.failure().knowledge(),
          failed.failure().message());
    } else if (event instanceof StoreEvent.WriteFailed failed) {
      log.warn(
          "write to the DCS failed ({}): {}",
          failed.failure().knowledge(),
          failed.failure().message());
    }
  }

  private void lease(LeaseState before, LeaseState after) {
    boolean held = before instanceof LeaseState.Held;
    if (!held && after instanceof LeaseState.Held now) {
      log.info("acquired session lock as a leader, term {}", now.token().term());
    } else if (held && after instanceof LeaseState.None none) {
      log.warn("lost the leader lock: {}", none.lost().orElse("given up"));
    } else if (held && after instanceof LeaseState.Releasing) {
      log.info("releasing the leader lock");
    }
  }

  private void store(NodeState before, NodeState after) {
    boolean was = before.store().failure().isEmpty();
    boolean is = after.store().failure().isEmpty();
    if (was && !is) {
      log.warn("DCS is not accessible: {}", after.store().failure().get());
    } else if (!was && is) {
      log.info("DCS is accessible again");
    }
  }

  private void config(NodeState before, NodeState after) {
    if (!before.config().text().equals(after.config().text())) {
      log.info("dynamic configuration changed");
    } else if (before.config().mixed() != after.config().mixed()) {
      log.info(
          after.config().mixed()
              ? "a member of another kind takes part: its limits of timeouts count"
              : "no member of another kind takes part any more");
    } else {
      return;
    }
    for (ConfigProblem problem : after.config().problems()) {
      log.warn("dynamic configuration: {}", problem);
    }
  }

  private void ttl(NodeState after) {
    Duration asked = after.config().timing().ttl();
    Duration kept = LeaseTimes.kept(asked, after.traits().longestRenewInterval());
    if (kept.compareTo(asked) > 0 && !kept.equals(keptTtl)) {
      log.warn(
          "ttl: {} s needs a store with steps of {} s, and {}'s are said to be {} s; leases last"
              + " {} s, please shorten its steps and say so in its section, or write a longer ttl",
          seconds(asked),
          seconds(LeaseTimes.interval(asked)),
          after.traits().name(),
          seconds(after.traits().longestRenewInterval()),
          seconds(kept));
    }
    keptTtl = kept;
  }

  /** Whoever stops for it is to know who did not agree, and why. */
  private void refusal(NodeState before, NodeState after) {
    after
        .failsafe()
        .refusal()
        .filter(why -> !before.failsafe().refusal().equals(Optional.of(why)))
        .ifPresent(why -> log.warn("failsafe mode does not let this node go on: {}", why));
  }

  private static String seconds(Duration duration) {
    return new BigDecimal(duration.toMillis())
        .movePointLeft(3)
        .stripTrailingZeros()
        .toPlainString();
  }
}
