package io.matriarch.core.internal.runtime;

import io.matriarch.core.api.NodeSettings;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that nodes run on, one node or any number: loops for their steps, a timer, a guard,
 * some for each kind of call, some for callbacks. They begin with the first node; those of a single
 * node end with it, shared ones when they are closed.
 */
public final class Crew implements AutoCloseable {

  /** An embedder's JVM can always end. */
  public static final ThreadFactory DAEMONS = Crew::daemon;

  private static final Logger LOG = LoggerFactory.getLogger(Crew.class);
  private static final long TICK_MILLIS = 1000;

  private final ThreadMaker maker;
  private final boolean shared;
  private final ThreadPoolExecutor loops;
  private final ScheduledThreadPoolExecutor timer;
  private final Optional<Fencers> fencers;
  private final GuardThread guard;
  private final Map<LaneKind, Workers> workers = new EnumMap<>(LaneKind.class);
  private final Workers callbackWorkers;
  private final Callbacks callbacks;
  private final ThreadLocal<Staff> working = new ThreadLocal<>();
  private final Set<NodeRuntime> nodes = ConcurrentHashMap.newKeySet();
  private State state = State.NEW;

  private enum State {
    NEW,
    RUNNING,
    /** Takes no more nodes, and ends with the last. */
    CLOSING,
    ENDED
  }

  /**
   * @param loops how many take steps
   * @param calls how many calls of each kind at a time
   * @param callbacks how many callbacks at a time
   */
  private record Size(int loops, int calls, int callbacks) {}

  private Crew(
      ThreadMaker maker, boolean shared, Size size, Function<String, ThreadFactory> factories) {
    this.maker = maker;
    this.shared = shared;
    loops =
        new ThreadPoolExecutor(
            size.loops,
            size.loops,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            factories.apply("loop"));
    // What is still asked of it when it has ended has nobody to be done for.
    timer =
        new ScheduledThreadPoolExecutor(
            1, factories.apply("timer"), new ThreadPoolExecutor.DiscardPolicy());
    timer.setRemoveOnCancelPolicy(true);
    fencers = Optional.of(shared).filter(s -> s).map(s -> new Fencers(factories.apply("fence")));
    guard =
        new GuardThread(
            factories.apply("guard"), fencers.<Executor>map(f -> f).orElse(Runnable::run));
    for (LaneKind kind : LaneKind.values()) {
      workers.put(kind, new Workers(size.calls, factories.apply(kind.word())));
    }
    callbackWorkers = new Workers(size.callbacks, factories.apply("callback"));
    callbacks = new Callbacks(callbackWorkers, timer);
  }

  /** For any number of nodes, until it is closed. */
  public static Crew shared(String name, int loops, int calls, ThreadFactory factory) {
    ThreadMaker maker = new ThreadMaker(name, factory);
    return new Crew(maker, true, new Size(loops, calls, 2), maker::numbered);
  }

  /** For one node; ends with it. */
  public static Crew own(NodeSettings settings, ThreadFactory factory) {
    ThreadMaker maker = new ThreadMaker("ha", factory);
    String whose = Staff.label(settings);
    return new Crew(maker, false, new Size(1, 1, 1), kind -> maker.of(kind, whose));
  }

  private static Thread daemon(Runnable work) {
    // What the embedder's thread inherits is none of ours, and would be kept for as long as we run.
    Thread thread = new Thread(null, work, "ha", 0, false);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * @throws IllegalStateException the threads have been closed
   */
  synchronized void join(NodeRuntime node) {
    if (state == State.CLOSING || state == State.ENDED) {
      throw new IllegalStateException("the threads that node was given have been closed");
    }
    if (state == State.NEW) {
      loops.prestartAllCoreThreads();
      fencers.ifPresent(Fencers::start);
      guard.start();
      timer.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
      state = State.RUNNING;
    }
    nodes.add(node);
  }

  synchronized void leave(NodeRuntime node) {
    nodes.remove(node);
    if (nodes.isEmpty() && (state == State.CLOSING || !shared)) {
      end();
    }
  }

  private void tick() {
    for (NodeRuntime node : nodes) {
      try {
        node.tick();
      } catch (RuntimeException | Error e) {
        LOG.error("a node could not be woken, trying again: {}", e.toString(), e);
      }
    }
  }

  /** Closes all nodes, then ends; does not wait when called from one of the threads. */
  @Override
  public void close() {
    List<NodeRuntime> left = closing();
    left.forEach(NodeRuntime::shutdown);
    if (working.get() != null) {
      return;
    }
    long until = System.nanoTime() + NodeRuntime.LONGEST_CLOSE.toNanos();
    left.forEach(node -> node.close(Duration.ofNanos(until - System.nanoTime())));
    synchronized (this) {
      end();
    }
  }

  private synchronized List<NodeRuntime> closing() {
    if (nodes.isEmpty()) {
      end();
    } else if (state == State.RUNNING) {
      state = State.CLOSING;
    }
    return List.copyOf(nodes);
  }

  private void end() {
    state = State.ENDED;
    loops.shutdown();
    timer.shutdownNow();
    guard.close();
    fencers.ifPresent(Fencers::close);
    workers.values().forEach(Workers::abandon);
    callbackWorkers.finish();
  }

  Executor loops() {
    return loops;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  GuardThread guard() {
    return guard;
  }

  Workers workers(LaneKind kind) {
    return workers.get(kind);
  }

  Callbacks callbacks() {
    return callbacks;
  }

  ThreadMaker maker() {
    return maker;
  }

  ThreadLocal<Staff> working() {
    return working;
  }
}
