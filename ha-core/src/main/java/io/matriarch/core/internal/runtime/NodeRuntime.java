package io.matriarch.core.internal.runtime;

import io.matriarch.core.api.ExitReason;
import io.matriarch.core.api.FailsafeAnswer;
import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.internal.effect.Effect;
import io.matriarch.core.internal.effect.NodeEffect;
import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.Occurrence;
import io.matriarch.core.internal.event.TimerEvent;
import io.matriarch.core.internal.machine.GuardOrders;
import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.peer.PeerGateway;
import io.matriarch.core.resource.Registration;
import io.matriarch.core.resource.ReplicatedResource;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.WatchHandle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running node: takes steps on its loop thread and has their effects performed. */
public final class NodeRuntime implements HaNode {
  private static final Logger LOG = LoggerFactory.getLogger(NodeRuntime.class);
  private static final Duration LONGEST_NAP = Duration.ofSeconds(1);
  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final Duration LONGEST_CLOSE = Duration.ofMinutes(6);

  private final ClusterStore store;
  private final ReplicatedResource resource;
  private final PeerGateway peers;
  private final Ticker ticker;
  private final HaMachine machine = HaMachine.standard();
  private final EventQueue queue = new EventQueue();
  private final LeaseGuard guard;
  private final Dispatcher dispatcher;
  private final DecisionLog log = new DecisionLog();
  private final RefreshDesk refreshes = new RefreshDesk();
  private final Map<Long, CompletableFuture<FailsafeAnswer>> replies = new ConcurrentHashMap<>();
  private final AtomicLong replyIds = new AtomicLong();
  private final AtomicBoolean started = new AtomicBoolean();
  private final CompletableFuture<ExitReason> ended = new CompletableFuture<>();
  private final Thread loop = Threads.create("ha-loop", this::run);
  private volatile NodeStatus status;
  private NodeState state;
  private MonoTime wakeAt;

  public NodeRuntime(
      NodeSettings settings,
      ClusterConfig config,
      ClusterStore store,
      ReplicatedResource resource,
      PeerGateway peers,
      Ticker ticker) {
    this.store = store;
    this.resource = resource;
    this.peers = peers;
    this.ticker = ticker;
    this.guard = new LeaseGuard(resource, ticker);
    this.dispatcher = new Dispatcher(store, resource, peers, ticker, queue, guard);
    this.state = NodeState.initial(settings, store.traits(), config, ticker.now());
    this.wakeAt = state.now();
    this.status = StatusBuilder.build(new Step(state, List.of(), wakeAt, GuardOrders.NONE));
  }

  @Override
  public void start() {
    if (started.compareAndSet(false, true)) {
      guard.start();
      loop.start();
    }
  }

  @Override
  public NodeStatus status() {
    return status;
  }

  @Override
  public CompletionStage<NodeStatus> refresh() {
    CompletableFuture<NodeStatus> answer = refreshes.await(ticker.now());
    if (ended.isDone()) {
      answer.complete(status);
    }
    queue.resourceHint();
    return answer;
  }

  @Override
  public CompletionStage<FailsafeAnswer> failsafePing(NodeName leader) {
    long id = replyIds.incrementAndGet();
    CompletableFuture<FailsafeAnswer> reply = new CompletableFuture<>();
    replies.put(id, reply);
    if (ended.isDone() || !queue.command(new CommandEvent.FailsafePing(id, leader))) {
      replies.remove(id);
      reply.completeExceptionally(new IllegalStateException("the node is busy or has ended"));
    }
    return reply;
  }

  @Override
  public void shutdown() {
    if (!queue.command(new CommandEvent.Shutdown())) {
      LOG.warn("too many commands are waiting: shutdown was not taken up, ask again");
    }
  }

  @Override
  public CompletionStage<ExitReason> ended() {
    return ended;
  }

  private void run() {
    ExitReason exit = new ExitReason(1, "the node ended unexpectedly");
    try (Registration hints = resource.listen(queue::resourceHint);
        WatchHandle watch = store.watch(queue::storeHint)) {
      LOG.debug("delivering hints: {} {}", hints, watch);
      exit = loop();
    } catch (InterruptedException e) {
      exit = new ExitReason(1, "interrupted");
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      // A broken invariant: nothing that was decided from here on could be trusted.
      LOG.error("internal error, ending this node", e);
      exit = new ExitReason(1, "internal error: " + e);
      fenceIfWritable();
    } finally {
      release();
      ended.complete(exit);
      refreshes.answerAll(status);
      replies.values().forEach(r -> r.completeExceptionally(new IllegalStateException("ended")));
    }
  }

  private ExitReason loop() throws InterruptedException {
    while (true) {
      Optional<Event> event = queue.take(nap());
      MonoTime now = ticker.now();
      boolean slept = event.isEmpty() && now.isBefore(wakeAt);
      refreshes.expire(now, status);
      if (slept) {
        continue;
      }
      Optional<ExitReason> exit = step(now, event.orElseGet(TimerEvent.Woke::new));
      if (exit.isPresent()) {
        return exit.get();
      }
    }
  }

  private Duration nap() {
    Duration left = wakeAt.isFinite() ? wakeAt.since(ticker.now()) : LONGEST_NAP;
    return left.compareTo(LONGEST_NAP) > 0 ? LONGEST_NAP : left;
  }

  private Optional<ExitReason> step(MonoTime now, Event event) {
    Step step = machine.step(state, new Occurrence(now, ticker.wallClock(), event));
    guard.obey(step.guard());
    log.stepped(state, event, step);
    state = step.next();
    wakeAt = step.wakeAt();
    status = StatusBuilder.build(step);
    refreshes.answer(status);
    Optional<ExitReason> exit = Optional.empty();
    for (Effect effect : step.effects()) {
      if (effect instanceof NodeEffect.Exit end) {
        exit = Optional.of(end.reason());
      } else if (effect instanceof NodeEffect.ReplyFailsafe reply) {
        Optional.ofNullable(replies.remove(reply.replyId()))
            .ifPresent(future -> future.complete(reply.answer()));
      } else {
        dispatcher.perform(effect);
      }
    }
    return exit;
  }

  private void fenceIfWritable() {
    if (!status.config().paused()) {
      try {
        resource.fence();
      } catch (RuntimeException e) {
        LOG.error("fencing failed: {}", e.toString(), e);
      }
    }
  }

  private void release() {
    dispatcher.close(DRAIN);
    guard.close();
    close("store", store);
    close("peers", peers);
    close("resource", resource);
  }

  private static void close(String what, AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      LOG.warn("closing the {} failed: {}", what, e.toString());
    }
  }

  @Override
  public void close() {
    if (started.compareAndSet(false, true)) {
      release();
      ended.complete(new ExitReason(0, "never started"));
      return;
    }
    shutdown();
    try {
      ended.get(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      LOG.error("the node did not end in time, fencing");
      loop.interrupt();
      Threads.join(loop, DRAIN.toMillis());
      fenceIfWritable();
    }
  }
}
