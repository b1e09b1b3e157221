package io.matriarch.testkit.scenario;

import io.matriarch.core.internal.effect.Effect;
import io.matriarch.core.internal.effect.LeaseEffect;
import io.matriarch.core.internal.effect.NodeEffect;
import io.matriarch.core.internal.effect.PeerEffect;
import io.matriarch.core.internal.effect.ResourceEffect;
import io.matriarch.core.internal.effect.StoreEffect;
import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.internal.effect.WatchdogEffect;
import io.matriarch.core.internal.machine.GuardOrders;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.internal.policy.Decision;
import io.matriarch.core.model.Lsn;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit;
import io.matriarch.core.wire.MemberCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Puts what happens into lines. Looks, announcements and renewals are told only on request. */
final class Narrator {
  private final Set<String> topics = new TreeSet<>();
  private final List<String> lines = new ArrayList<>();
  private String lastDecision = "";
  private GuardOrders lastOrders = GuardOrders.NONE;

  void watch(String topic) {
    topics.add(topic);
  }

  List<String> take() {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }

  void decided(MonoTime now, Decision decision) {
    String line = "[" + decision.rule().id() + "] " + decision.plan().reason();
    if (!line.equals(lastDecision)) {
      tell(now, line);
      lastDecision = line;
    }
  }

  void ordered(MonoTime now, GuardOrders orders) {
    if (topics.contains("guard") && !orders.equals(lastOrders)) {
      tell(now, "guard: " + until(orders));
      lastOrders = orders;
    }
  }

  private static String until(GuardOrders orders) {
    return orders.fenceAt().isFinite() ? "fences at " + at(orders.fenceAt()) : "rests";
  }

  void effect(MonoTime now, Effect effect) {
    String line = line(effect);
    if (!line.isEmpty()) {
      tell(now, line);
    }
  }

  void say(String line) {
    lines.add(line);
  }

  private void tell(MonoTime now, String line) {
    lines.add(at(now) + " " + line);
  }

  private String line(Effect effect) {
    if (effect instanceof LeaseEffect lease) {
      return lease(lease);
    }
    if (effect instanceof StoreEffect store) {
      return store(store);
    }
    if (effect instanceof TaskEffect.Start start) {
      return "task: " + start.spec().label() + permit(start.spec());
    }
    if (effect instanceof TaskEffect.Cancel cancel) {
      return "cancel task: " + cancel.reason();
    }
    if (effect instanceof PeerEffect.Survey survey) {
      return "survey of "
          + survey.questions().stream()
              .map(question -> question.member().name().value())
              .collect(Collectors.joining(", "));
    }
    if (effect instanceof ResourceEffect.Fence fence) {
      return "fence: " + fence.reason();
    }
    if (effect instanceof ResourceEffect.Compare compare) {
      return "compare with " + compare.source().name();
    }
    if (effect instanceof WatchdogEffect word) {
      return topics.contains("watchdog")
          ? "watchdog: " + until(word.orders()) + kill(word.orders())
          : "";
    }
    if (effect instanceof NodeEffect.Exit exit) {
      return "exit " + exit.reason().code() + ": " + exit.reason().message();
    }
    if (effect instanceof NodeEffect.Reply reply) {
      return "reply " + reply.result().outcome() + ": " + reply.result().text();
    }
    if (effect instanceof PeerEffect.AskFailsafe round) {
      return "ask " + round.voters().keySet() + " whether to go on";
    }
    if (effect instanceof NodeEffect.ReplyFailsafe reply) {
      return "failsafe reply: " + reply.answer().getClass().getSimpleName();
    }
    return effect instanceof ResourceEffect.Observe && topics.contains("looks") ? "look" : "";
  }

  private String lease(LeaseEffect effect) {
    if (effect instanceof LeaseEffect.Acquire) {
      return "claim";
    }
    if (effect instanceof LeaseEffect.Release release) {
      return "release, last position " + new Lsn(release.last().position());
    }
    return topics.contains("renewals") ? "renew" : "";
  }

  private String store(StoreEffect effect) {
    if (effect instanceof StoreEffect.Put put) {
      String text = put.document().text();
      return "put "
          + put.document().kind().name().toLowerCase(Locale.ROOT)
          + (text.isEmpty() ? " (empty)" : " " + text);
    }
    if (effect instanceof StoreEffect.Remove remove) {
      return "remove " + remove.kind().name().toLowerCase(Locale.ROOT);
    }
    if (effect instanceof StoreEffect.Announce announce && topics.contains("announcements")) {
      return "announce " + MemberCodec.encode(announce.self());
    }
    return effect instanceof StoreEffect.Read && topics.contains("looks") ? "read" : "";
  }

  private static String permit(TaskSpec spec) {
    if (spec instanceof TaskSpec.Promote promote) {
      return until(promote.permit());
    }
    if (spec instanceof TaskSpec.Start start) {
      return start.request().permit().map(Narrator::until).orElse("")
          + start.request().source().map(source -> ", follows " + source.name()).orElse("");
    }
    return "";
  }

  private String kill(GuardOrders orders) {
    return topics.contains("kills") ? ", kills at " + at(orders.killAt()) : "";
  }

  private static String until(Permit permit) {
    return ", permit until " + at(permit.validUntil());
  }

  private static String at(MonoTime time) {
    return String.format(Locale.ROOT, "%.3f", time.nanos() / 1e9);
  }
}
