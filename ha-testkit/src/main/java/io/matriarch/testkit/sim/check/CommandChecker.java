package io.matriarch.testkit.sim.check;

import io.matriarch.core.internal.effect.NodeEffect;
import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.model.MonoTime;
import io.matriarch.testkit.sim.node.SimNode;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** S7, in part: whoever asks is answered, once, and in bounded time while the agent runs. */
public final class CommandChecker implements Checker {
  /** A restart may take its whole timeout; nothing else takes longer. */
  private static final Duration LONGEST = Duration.ofSeconds(300).plusSeconds(60);

  private final Findings findings;
  private final Map<Integer, Map<Long, MonoTime>> waiting = new TreeMap<>();

  public CommandChecker(Findings findings) {
    this.findings = findings;
  }

  /** Who asked an agent that is gone has to ask again. */
  @Override
  public void asleep(SimNode node) {
    if (node.agent().isEmpty()) {
      waiting.remove(node.index());
    }
  }

  /** Nobody is answered in its sleep. */
  @Override
  public void awake(SimNode node) {
    waiting
        .getOrDefault(node.index(), new TreeMap<>())
        .replaceAll((id, since) -> node.clock().now());
  }

  @Override
  public void stepped(SimNode node, Event event, Step step) {
    MonoTime now = node.clock().now();
    Map<Long, MonoTime> mine = waiting.computeIfAbsent(node.index(), any -> new TreeMap<>());
    if (event instanceof CommandEvent.Asked asked) {
      mine.put(asked.replyId(), now);
    }
    for (NodeEffect.Reply reply : Orders.of(step, NodeEffect.Reply.class)) {
      if (mine.remove(reply.replyId()) == null) {
        findings.violated(
            "S7", node + " has answered command " + reply.replyId() + " once too often");
      }
    }
    for (Map.Entry<Long, MonoTime> waits : mine.entrySet()) {
      if (now.isAfter(waits.getValue().plus(LONGEST))) {
        findings.violated("S7", node + " has not answered command " + waits.getKey());
      }
    }
  }
}
