package io.matriarch.testkit.sim.postgres;

import io.matriarch.core.model.ReplicationSource;
import io.matriarch.testkit.sim.net.SimNetwork;
import io.matriarch.testkit.sim.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One server with its data folder. Goes on by itself whatever becomes of the agent beside it; stops
 * only when it is told to or killed.
 */
public final class SimPostgres {
  private static final long SHUTDOWN_RECORD = 120;
  private static final Duration SHIPPING = Duration.ofMillis(20);
  private static final int SHIPPING_TRIES = 250;
  private static final long PROMOTION_RECORD = 240;

  private final World world;
  private final int host;
  private final String name;
  private final Pace pace;
  private final PostgresObserver observer;
  private final WalReceiver receiver;
  private final List<WalReceiver> attached = new ArrayList<>();
  private final List<Runnable> waitingForPromotion = new ArrayList<>();
  private final List<Runnable> waitingForExit = new ArrayList<>();
  private DataFolder data = DataFolder.EMPTY;
  private ServerPhase phase = ServerPhase.STOPPED;
  private boolean writable;
  private boolean promoting;
  private boolean checkpointPending;
  private long instance;
  private long activity;
  private long fences;
  private int inaccessible;
  private int silences;
  private boolean rewinds = true;
  private final boolean copiesAside;
  private Optional<String> ownSystemId = Optional.empty();

  public SimPostgres(
      World world,
      int host,
      String name,
      SimNetwork network,
      Neighbours neighbours,
      PostgresObserver observer) {
    this.world = world;
    this.host = host;
    this.name = name;
    this.pace = new Pace(world.dice(name, "postgres"));
    this.observer = observer;
    this.copiesAside = world.dice(name, "copies").chance(0.7);
    this.receiver = new WalReceiver(world, this, network, neighbours);
  }

  /** Who listens at an address. */
  @FunctionalInterface
  public interface Neighbours {
    Optional<SimPostgres> at(ReplicationSource source);
  }

  /** Which of its processes this is; each start makes another. */
  public long instance() {
    return instance;
  }

  public int host() {
    return host;
  }

  public String name() {
    return name;
  }

  public Pace pace() {
    return pace;
  }

  public ServerPhase phase() {
    return phase;
  }

  public boolean alive() {
    return phase != ServerPhase.STOPPED;
  }

  /** It was told to end, and nothing but its end can come of it. */
  public boolean ending() {
    return phase == ServerPhase.STOPPING || phase == ServerPhase.DYING;
  }

  /** Clients can write. */
  public boolean writable() {
    return writable;
  }

  /** Clients can write now, or will if nobody intervenes. */
  public boolean onTheWayToWritable() {
    return writable || promoting || alive() && phase != ServerPhase.DYING && !data.standby();
  }

  public boolean streaming() {
    return receiver.streaming();
  }

  public Optional<Wal> wal() {
    return data.wal();
  }

  public boolean hasSource(String address) {
    return receiver.source().filter(source -> source.address().equals(address)).isPresent();
  }

  public boolean hasData() {
    return data.wal().isPresent();
  }

  public String systemId() {
    return data.systemId();
  }

  /** A start could work. */
  public boolean startable() {
    return hasData() && accessible() && !data.broken() && !alive();
  }

  /** It has a whole copy; what a realignment has spoiled may run and is none. */
  public boolean hasWholeCopy() {
    return hasData() && !data.broken() && (alive() || accessible());
  }

  /** Runs, or would run, as a replica. */
  public boolean standby() {
    return data.standby();
  }

  /** Needs crash recovery before a tool can work on it. */
  public boolean unclean() {
    return hasData() && !data.clean();
  }

  /** Whether its operators allow that its copy is realigned. */
  public void rewinds(boolean allowed) {
    rewinds = allowed;
  }

  boolean copiesAside() {
    return copiesAside;
  }

  boolean rewinds() {
    return rewinds;
  }

  /** It answers no questions about itself, or does so again. */
  public void silent(boolean begin) {
    silences += begin ? 1 : -1;
    changed();
  }

  boolean silent() {
    return silences > 0;
  }

  /** Its folder can be read. */
  public boolean accessible() {
    return inaccessible == 0;
  }

  /** The volume with the folder is taken away, or comes back; what runs does not go on for long. */
  public void accessible(boolean again) {
    inaccessible += again ? -1 : 1;
    changed();
    later(
        pace.panic(),
        () -> {
          if (!accessible()) {
            die();
          }
        });
  }

  /** Killed, and its folder emptied. */
  public void loseData() {
    die();
    ownSystemId = Optional.empty();
    replaceData(DataFolder.EMPTY);
  }

  /** Told to die at once, and its folder gets another name and is not looked at again. */
  public void setAside() {
    fences++;
    quit(() -> replaceData(DataFolder.EMPTY));
  }

  /** Killed, and an operator has it start as a replica from now on. */
  public void makeReplica() {
    die();
    replaceData(data.standby(true));
  }

  /** Killed, and its folder exchanged with that of another cluster; or exchanged back. */
  public void exchangeData(boolean back) {
    if (!back && hasData() && ownSystemId.isEmpty()) {
      die();
      ownSystemId = Optional.of(data.systemId());
      replaceData(data.systemId("9" + data.systemId()));
    } else if (back && ownSystemId.isPresent()) {
      boolean still = hasData() && data.systemId().equals("9" + ownSystemId.get());
      if (still) {
        die();
        replaceData(data.systemId(ownSystemId.get()));
      }
      ownSystemId = Optional.empty();
    }
  }

  DataFolder data() {
    return data;
  }

  WalReceiver receiver() {
    return receiver;
  }

  boolean checkpointPending() {
    return checkpointPending;
  }

  public boolean promoting() {
    return promoting;
  }

  /** How often it was fenced; a start that was fenced meanwhile must not go on. */
  public long fences() {
    return fences;
  }

  /** A new cluster was created in the empty folder. */
  public void create(String systemId) {
    data = DataFolder.created(systemId);
    changed();
  }

  /** A finished tool replaced the folder's content. */
  void replaceData(DataFolder newData) {
    data = newData;
    changed();
  }

  /**
   * Starts the server.
   *
   * @param asPrimary writable after recovery; else as a replica
   * @param ready called when it accepts connections, unless it dies before
   */
  public void launch(boolean asPrimary, Optional<ReplicationSource> source, Runnable ready) {
    if (!startable()) {
      throw new IllegalStateException(name + " cannot start");
    }
    begin(asPrimary, source, ready);
  }

  /** An operator starts a replica by hand that nobody knows the worth of. */
  public void launchByHand() {
    if (!alive() && hasData() && accessible()) {
      begin(false, Optional.empty(), () -> {});
    }
  }

  private void begin(boolean asPrimary, Optional<ReplicationSource> source, Runnable ready) {
    phase = ServerPhase.STARTING;
    instance++;
    activity++;
    Duration recovery = data.clean() ? Duration.ZERO : pace.crashRecovery();
    data = data.standby(!asPrimary).clean(false);
    checkpointPending = false;
    receiver.follow(asPrimary ? Optional.empty() : source);
    changed();
    later(
        pace.start().plus(recovery),
        () -> {
          phase = ServerPhase.RUNNING;
          if (asPrimary) {
            open();
          } else {
            receiver.connect();
          }
          changed();
          ready.run();
        });
  }

  /**
   * Begins a promotion, or joins the one under way; {@code ready} is called when clients can write,
   * unless it dies before.
   */
  public void promote(Runnable ready) {
    if (phase != ServerPhase.RUNNING || !data.standby()) {
      throw new IllegalStateException(name + " cannot be promoted");
    }
    waitingForPromotion.add(ready);
    if (!promoting) {
      promoting = true;
      receiver.follow(Optional.empty());
      later(pace.promotion(), this::promoted);
    }
  }

  private void promoted() {
    Wal before = data.wal().orElseThrow();
    promoting = false;
    data = data.standby(false).with(new Wal(Branch.after(before), before.end() + PROMOTION_RECORD));
    checkpointPending = true;
    observer.promoted(this, before);
    open();
    changed();
    later(pace.firstCheckpoint(), this::checkpointed);
    runAll(waitingForPromotion);
  }

  private static void runAll(List<Runnable> actions) {
    List<Runnable> all = List.copyOf(actions);
    actions.clear();
    all.forEach(Runnable::run);
  }

  private void checkpointed() {
    checkpointPending = false;
    changed();
  }

  private void open() {
    writable = true;
    observer.writable(this);
  }

  private void close() {
    if (writable) {
      writable = false;
      observer.readOnly(this);
    }
  }

  /** Whom to stream from, from now on. */
  public void follow(ReplicationSource source) {
    receiver.follow(Optional.of(source));
    if (!promoting) {
      receiver.connect();
    }
    changed();
  }

  /** A client commits; {@code acknowledged} is called with the log's end if it gets an answer. */
  public void commit(long bytes, Consumer<Wal> acknowledged) {
    later(
        pace.flush(),
        () -> {
          if (writable) {
            append(bytes);
            acknowledged.accept(data.wal().orElseThrow());
          }
        });
  }

  private void append(long bytes) {
    data = data.with(data.wal().orElseThrow().longerBy(bytes));
    List.copyOf(attached).forEach(WalReceiver::wakeUp);
  }

  /**
   * Stops in an orderly way: clients are disconnected, the rest is written and shipped.
   *
   * @param written called when the last position is final, unless it dies before
   */
  public void stop(Runnable written) {
    phase = ServerPhase.STOPPING;
    boolean primary = !data.standby();
    if (!primary) {
      receiver.follow(Optional.empty());
    }
    promoting = false;
    activity++;
    changed();
    later(
        pace.disconnectingClients(),
        () -> {
          close();
          later(
              pace.shutdownCheckpoint(),
              () -> {
                if (primary) {
                  append(SHUTDOWN_RECORD);
                }
                written.run();
                later(pace.archivingTail(), () -> ship(SHIPPING_TRIES));
              });
        });
  }

  /** Waits a while for the connected replicas to have everything. */
  private void ship(int tries) {
    if (tries == 0 || attached.stream().allMatch(WalReceiver::hasAll)) {
      stopped(true);
    } else {
      later(SHIPPING, () -> ship(tries - 1));
    }
  }

  private void stopped(boolean clean) {
    nothingRuns(ServerPhase.STOPPED, clean);
    runAll(waitingForExit);
  }

  private void nothingRuns(ServerPhase now, boolean clean) {
    activity++;
    close();
    phase = now;
    promoting = false;
    data = data.clean(clean);
    receiver.disconnect();
    List.copyOf(attached).forEach(WalReceiver::sourceGone);
    attached.clear();
    changed();
    waitingForPromotion.clear();
  }

  /** Called once, when this process has ended for whatever reason. */
  public void whenStopped(Runnable action) {
    waitingForExit.add(action);
  }

  /**
   * Told to die at once, and not to start a start under way. It writes nothing any more after a
   * second; when the process is gone is another matter.
   */
  public void fence() {
    fences++;
    quit(() -> {});
  }

  /**
   * Told to die at once.
   *
   * @param stopped called when the process is gone
   */
  public void quit(Runnable stopped) {
    if (!alive()) {
      stopped.run();
      return;
    }
    long victim = instance;
    world.after(
        pace.dying(),
        () -> {
          if (instance == victim && alive()) {
            whenStopped(stopped);
            killed(pace.leaving());
          } else {
            stopped.run();
          }
        });
  }

  private void killed(Duration leaving) {
    if (leaving.isZero()) {
      die();
    } else if (phase != ServerPhase.DYING) {
      nothingRuns(ServerPhase.DYING, false);
      long victim = instance;
      world.after(
          leaving,
          () -> {
            if (instance == victim) {
              die();
            }
          });
    }
  }

  /** Is dead at once; what was flushed stays. */
  public void die() {
    if (alive()) {
      stopped(false);
    }
  }

  void attach(WalReceiver replica) {
    attached.add(replica);
  }

  void detach(WalReceiver replica) {
    attached.remove(replica);
  }

  /** The receiver got the source's log up to there. */
  void receive(Wal upTo) {
    data = data.with(upTo);
  }

  void changed() {
    observer.changed(this);
  }

  /** Does something later unless the server was stopped or told to stop meanwhile. */
  private void later(Duration delay, Runnable action) {
    long mine = activity;
    world.after(
        delay,
        () -> {
          if (activity == mine && alive()) {
            action.run();
          }
        });
  }
}
