package io.matriarch.core.internal.runtime;

import io.matriarch.core.api.Command;
import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.ExitReason;
import io.matriarch.core.api.FailsafeAnswer;
import io.matriarch.core.api.HaCounters;
import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.api.NodeListener;
import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.internal.effect.Effect;
import io.matriarch.core.internal.effect.NodeEffect;
import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.Occurrence;
import io.matriarch.core.internal.event.TimerEvent;
import io.matriarch.core.internal.machine.ElectionPolicy;
import io.matriarch.core.internal.machine.GuardOrders;
import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.machine.Memory;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.recording.FlightRecorder;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.ManagedResource;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.Watchdog;
import io.matriarch.core.store.ClusterStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running node: takes its steps in its turns on a loop thread, and has their effects performed by
 * others. Beginning and ending, which call foreign code, have short-lived threads of their own.
 */
public final class NodeRuntime implements HaNode {
  static final Duration LONGEST_CLOSE = Duration.ofMinutes(6);

  private static final Logger LOG = LoggerFactory.getLogger(NodeRuntime.class);
  private static final Duration TO_SPARE = Duration.ofSeconds(10);
  private static final Duration DRAIN = Duration.ofSeconds(2);
  private static final Duration WATCHDOG_PATIENCE = Duration.ofSeconds(1);

  /** Then others get their turn. */
  private static final int MOST_STEPS_IN_A_TURN = 16;

  private final Plugins plugins;
  private final Ticker ticker;
  private final Crew crew;
  private final Staff staff;
  private final HaMachine machine = HaMachine.standard();
  private final Mailbox mailbox;
  private final EventQueue queue;
  private final Alarm alarm;
  private final LeaseGuard guard;
  private final PermitBoard permits;
  private final Duration longestClose;
  private final Counters counters = new Counters();
  private final Dispatcher dispatcher;
  private final DecisionLog log;
  private final Chronicler chronicler = new Chronicler();
  private final Journal journal = new Journal();

  /** Elections are many in a program, and nobody could ask them for it. */
  private final Optional<FlightRecorder> recorder;

  private final Optional<Notifier> notifier;
  private final Desks desks;
  private final ConfigEdits edits;
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicBoolean ending = new AtomicBoolean();
  private final CompletableFuture<ExitReason> ended = new CompletableFuture<>();
  private final List<AutoCloseable> hints = new CopyOnWriteArrayList<>();
  private volatile NodeStatus status;
  private volatile NodeState state;
  private MonoTime wakeAt;

  /** Nothing runs before {@link #start}. */
  public NodeRuntime(
      NodeSettings settings,
      ClusterConfig config,
      Plugins plugins,
      Crew crew,
      Optional<NodeListener> listener) {
    this(
        settings,
        config,
        Optional.empty(),
        plugins,
        crew,
        listener,
        new PermitBoard(),
        LONGEST_CLOSE);
  }

  /**
   * A participant of an election without data: there is nobody to be asked anything.
   *
   * @param permits where the resource reads how far its lease reaches
   */
  public static NodeRuntime ofElection(
      NodeSettings settings,
      ElectionPolicy policy,
      ClusterStore store,
      ManagedResource resource,
      Ticker ticker,
      Crew crew,
      PermitBoard permits) {
    return new NodeRuntime(
        settings,
        policy.over(ClusterConfig.parse("{}")),
        Optional.of(policy),
        new Plugins(store, resource, new NoPeers(), Optional.empty(), false, ticker),
        crew,
        Optional.empty(),
        permits,
        policy.timing().ttl().multipliedBy(2).plus(TO_SPARE));
  }

  private NodeRuntime(
      NodeSettings settings,
      ClusterConfig config,
      Optional<ElectionPolicy> election,
      Plugins plugins,
      Crew crew,
      Optional<NodeListener> listener,
      PermitBoard permits,
      Duration longestClose) {
    this.permits = permits;
    this.longestClose = longestClose;
    this.log =
        election.isPresent()
            ? DecisionLog.ofElection(settings.cluster().scope())
            : DecisionLog.ofNode();
    this.recorder = election.isPresent() ? Optional.empty() : Optional.of(new FlightRecorder());
    this.plugins = plugins;
    this.ticker = plugins.ticker();
    this.crew = crew;
    this.staff = new Staff(crew, settings);
    this.mailbox = new Mailbox(staff.loops(), this::turn);
    this.queue = new EventQueue(mailbox::wake);
    this.alarm = new Alarm(staff.timer(), ticker, mailbox::wake);
    Runnable fence = staff.own(plugins.resource()::fence);
    this.guard = new LeaseGuard(staff.toString(), fence, ticker, staff.guard());
    this.dispatcher = new Dispatcher(plugins, queue, permits, staff, counters);
    this.notifier = listener.map(told -> new Notifier(told, staff.callbacks(), ticker, counters));
    this.desks = new Desks(queue, staff.answers());
    this.state =
        NodeState.initial(settings, plugins.store().traits(), config, election, ticker.now())
            .watchedBy(plugins.watchdogNeed());
    this.wakeAt = state.now();
    this.edits =
        new ConfigEdits(
            plugins.resource(),
            this::reread,
            (text, expected) -> desks.ask(id -> new CommandEvent.StoreConfig(id, text, expected)));
    this.status = StatusBuilder.build(new Step(state, List.of(), wakeAt, GuardOrders.NONE));
  }

  @Override
  public void start() {
    if (!started.compareAndSet(false, true)) {
      return;
    }
    try {
      crew.join(this);
      guard.start();
      staff.thread("start", this::begin).start();
    } catch (RuntimeException | Error e) {
      finish(new ExitReason(1, "the node could not be started: " + e.getMessage()));
      throw e;
    }
  }

  private void begin() {
    try {
      plugins.watchdog().ifPresent(this::inherit);
      hints.add(plugins.resource().listen(queue::resourceHint));
      hints.add(plugins.store().watch(queue::storeHint));
      mailbox.open();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
    if (ending.get()) {
      closeHints(); // It ended meanwhile, and may not have seen them.
    }
  }

  /** Before the first step, which may be taken only when this is known. */
  private void inherit(Watchdog watchdog) {
    try {
      watchdog
          .inherited(WATCHDOG_PATIENCE)
          .map(orders -> new GuardOrders(orders.fenceAt(), orders.killAt()))
          .ifPresent(orders -> state = state.inheriting(orders));
    } catch (ResourceException e) {
      LOG.warn("what an earlier process has told the watchdog is unknown: {}", e.getMessage());
    }
  }

  @Override
  public NodeStatus status() {
    return status;
  }

  @Override
  public CompletionStage<NodeStatus> refresh() {
    return desks.refresh(ticker.now(), status);
  }

  @Override
  public CompletionStage<NodeStatus> reread() {
    return desks.reread(ticker.now(), status);
  }

  @Override
  public CompletionStage<CommandResult> submit(Command command) {
    if (command instanceof Command.PatchConfig patch) {
      return edits.patch(patch);
    }
    if (command instanceof Command.ReplaceConfig replacement) {
      return edits.replace(replacement);
    }
    return desks.ask(id -> new CommandEvent.Asked(id, command));
  }

  /** The last leadership that began, as far as this node saw it. */
  public Optional<Memory.Beginning> lastElection() {
    return state.memory().lastElection();
  }

  /**
   * Gives leadership up; only in an election without data. Answered as {@link #submit} does.
   *
   * @param unfitFor how long this node is not to lead again, whoever else is there
   */
  public CompletionStage<CommandResult> stepDown(Duration unfitFor) {
    return desks.ask(id -> new CommandEvent.StepDown(id, unfitFor));
  }

  /** A thread of this node for one call of foreign code; not started yet. */
  public Thread thread(String kind, Runnable work) {
    return staff.thread(kind, work);
  }

  @Override
  public List<JournalEntry> journal() {
    return journal.entries();
  }

  @Override
  public List<String> recording() {
    return recorder.map(FlightRecorder::lines).orElse(List.of());
  }

  @Override
  public HaCounters counters() {
    return counters.snapshot(queue.size(), notifier.map(Notifier::waiting).orElse(0));
  }

  @Override
  public CompletionStage<FailsafeAnswer> failsafePing(NodeName leader, Optional<Duration> ttl) {
    return desks.failsafePing(leader, ttl);
  }

  @Override
  public void shutdown() {
    queue.shutdown();
  }

  @Override
  public CompletionStage<ExitReason> ended() {
    return ended;
  }

  /** The clock may have jumped ahead. */
  void tick() {
    alarm.check();
  }

  /** On a loop thread; true if there is more to do. */
  private boolean turn() {
    try {
      for (int i = 0; i < MOST_STEPS_IN_A_TURN; i++) {
        Optional<Event> event = queue.poll();
        MonoTime now = ticker.now();
        desks.expire(now, status);
        if (ending.get()) {
          return false;
        }
        if (event.isEmpty() && now.isBefore(wakeAt)) {
          alarm.set(alarmAt());
          return false;
        }
        step(now, event.orElseGet(TimerEvent.Woke::new)).ifPresent(this::finish);
      }
      return true;
    } catch (RuntimeException | Error e) {
      fail(e);
      return false;
    }
  }

  private MonoTime alarmAt() {
    return MonoTime.earlier(wakeAt, desks.expiresAt());
  }

  private Optional<ExitReason> step(MonoTime now, Event event) {
    Occurrence occurrence = new Occurrence(now, ticker.wallClock(), event);
    Step step = machine.step(state, occurrence);
    // Before anybody fences because of it.
    permits.publish(step.next().lease(), step.next().memory().creation());
    step.fence().ifPresent(guard::fence); // Before the orders, which may be to fence as well.
    guard.obey(step.guard());
    log.stepped(state, event, step);
    recorder.ifPresent(kept -> kept.stepped(state, occurrence, step));
    List<JournalEntry> news = chronicler.entries(state, event, step);
    journal.add(news);
    counters.stepped(state, event, step.next(), news);
    state = step.next();
    wakeAt = step.wakeAt();
    publish(StatusBuilder.build(step), news);
    Optional<ExitReason> exit = Optional.empty();
    for (Effect effect : step.effects()) {
      if (effect instanceof NodeEffect.Exit end) {
        exit = Optional.of(end.reason());
      } else if (effect instanceof NodeEffect.Reply reply) {
        desks.answer(reply);
      } else if (effect instanceof NodeEffect.ReplyFailsafe reply) {
        desks.answer(reply);
      } else {
        dispatcher.perform(effect);
      }
    }
    return exit;
  }

  private void publish(NodeStatus after, List<JournalEntry> news) {
    NodeStatus before = status;
    status = after;
    desks.publish(after, storeLookedAt());
    notifier.ifPresent(told -> news.forEach(entry -> told.tell(l -> l.recorded(entry))));
    if (before.role() != after.role() || before.leading() != after.leading()) {
      counters.roleChanges.increment();
      notifier.ifPresent(told -> told.tell(l -> l.roleChanged(before, after)));
    }
  }

  /** When the read behind the present knowledge of the store was sent, or when it failed. */
  private MonoTime storeLookedAt() {
    return status.view().map(ClusterView::sentAt).orElse(state.store().readAt());
  }

  /** A broken invariant: nothing that was decided from here on could be trusted. */
  private void fail(Throwable cause) {
    LOG.error("internal error, ending node {}", staff, cause);
    finish(new ExitReason(ExitReason.INTERNAL, "internal error: " + cause), true);
  }

  private void finish(ExitReason exit) {
    finish(exit, false);
  }

  /** False if it is ending already. */
  private boolean finish(ExitReason exit, boolean fence) {
    if (!ending.compareAndSet(false, true)) {
      return false;
    }
    mailbox.close();
    apart("end", () -> end(exit, fence));
    return true;
  }

  private void apart(String kind, Runnable work) {
    try {
      staff.thread(kind, work).start();
    } catch (RuntimeException | Error noThread) {
      staff.own(work).run();
    }
  }

  private void end(ExitReason exit, boolean fence) {
    try {
      if (fence) {
        fenceIfWritable();
      }
      alarm.cancel();
      closeHints();
      release();
      notifier.ifPresent(told -> told.close(DRAIN));
    } finally {
      ended.complete(exit);
      desks.close(status);
      crew.leave(this);
    }
  }

  private void fenceIfWritable() {
    if (!state.leftAlone()) {
      try {
        plugins.resource().fence();
      } catch (RuntimeException e) {
        LOG.error("fencing {} failed: {}", staff, e.toString(), e);
      }
    }
  }

  private void closeHints() {
    hints.forEach(registration -> close("registration for hints", registration));
    hints.clear();
  }

  private void release() {
    dispatcher.close(DRAIN);
    guard.close();
    close("peers", plugins.peers());
    close("resource", plugins.resource());
    plugins.watchdog().ifPresent(watchdog -> close("watchdog", watchdog));
    close("store", plugins.store()); // Last: the end of its sessions lets others lead.
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
    close(longestClose);
  }

  /**
   * As {@link #close()}.
   *
   * @param patience how long the node may take to end in an orderly way
   */
  public void close(Duration patience) {
    if (started.compareAndSet(false, true)) {
      finish(new ExitReason(0, "never started"));
    }
    shutdown();
    if (staff.present()) {
      return; // It would wait for itself. The node ends by itself from here on.
    }
    try {
      if (!endedWithin(patience)) {
        LOG.error("node {} did not end in time, fencing", staff);
        if (!finish(new ExitReason(1, "the node did not end in time"), true)) {
          apart("fence", this::fenceIfWritable);
        }
        endedWithin(DRAIN.multipliedBy(2));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean endedWithin(Duration patience) throws InterruptedException {
    try {
      ended.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }
}
