package io.matriarch.postgres.datasource;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the leader on a thread of its own, and ends the tenure of one that leads no more, or of
 * which nothing is known any more. Thread safe; only {@link #awaitNews} waits.
 */
final class Watcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaderDataSource.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration BREATH = Duration.ofMillis(50);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(8);

  private final LeaderSource source;
  private final Ticker ticker;
  private final Duration every;
  private final Optional<Duration> silence;
  private final OnUnknown onUnknown;
  private final List<Consumer<Picture>> readers = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile Known known =
      new Known(0, Optional.empty(), Optional.empty(), "nothing is known yet", Instant.MIN);
  private boolean hinted;
  private boolean doubted;
  private volatile boolean closed;

  /**
   * What is known.
   *
   * @param revision grows with every look and every change
   * @param picture of the last look that showed something
   * @param tenure of the present leader, if there is one that counts
   * @param state for messages: who leads, or why that is not known
   * @param since when that was seen first
   */
  record Known(
      long revision,
      Optional<Picture> picture,
      Optional<Tenure> tenure,
      String state,
      Instant since) {

    private Known next(Optional<Picture> seen, Optional<Tenure> counts, String says, Instant now) {
      return new Known(revision + 1, seen, counts, says, says.equals(state) ? since : now);
    }
  }

  Watcher(
      LeaderSource source,
      Ticker ticker,
      Optional<Duration> every,
      Optional<Duration> silence,
      OnUnknown onUnknown) {
    this.source = source;
    this.ticker = ticker;
    this.every = every.orElseGet(source::every);
    this.silence = silence;
    this.onUnknown = onUnknown;
    this.thread = new Thread(this::run, "ha-datasource-" + source);
    thread.setDaemon(true);
  }

  void start() {
    source.listen(this::hint);
    thread.start();
  }

  Known known() {
    return known;
  }

  /** Called with every look, on the watcher's thread. */
  void tell(Consumer<Picture> reader) {
    readers.add(reader);
  }

  /** Has it look again soon. Does not block. */
  synchronized void hint() {
    hinted = true;
    notifyAll();
  }

  /**
   * The server that should lead does not behave like it: has it looked again as often as without a
   * leader. Does not block.
   */
  synchronized void doubt() {
    doubted = true;
    notifyAll();
  }

  /** Waits until more is known than at that revision. */
  synchronized void awaitNews(long revision, Duration within) throws InterruptedException {
    MonoTime deadline = ticker.now().plus(within);
    while (known.revision() == revision && !closed) {
      long left = deadline.since(ticker.now()).toNanos();
      if (left <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private void run() {
    try {
      while (!closed) {
        MonoTime asked = ticker.now();
        Duration pause = look();
        awaitDue(asked, pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      endTenure(); // of a leader that the last look may have shown
      source.close();
    }
  }

  private void endTenure() {
    known.tenure().ifPresent(tenure -> tenure.end("the data source has been closed"));
  }

  /** How long to wait for the next look, if nothing happens. */
  private Duration look() throws InterruptedException {
    synchronized (this) {
      hinted = false;
      doubted = false;
    }
    try {
      Picture picture = source.ask(PATIENCE);
      show(picture);
      return picture.confirmed() ? every : source.everyWithoutLeader();
    } catch (IOException e) {
      fail(e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("{}: looking for the leader failed: {}", source, e.toString(), e);
      fail(e.toString());
    }
    return shorter(AFTER_FAILURE, every);
  }

  /** Waits until the next look is due, and meanwhile sees to it that a tenure ends in time. */
  private synchronized void awaitDue(MonoTime asked, Duration pause) throws InterruptedException {
    while (!closed) {
      Duration inDoubt = doubted ? shorter(pause, source.everyWithoutLeader()) : pause;
      MonoTime due = asked.plus(hinted ? BREATH : inDoubt);
      MonoTime end = known.tenure().map(Tenure::until).orElse(MonoTime.MAX);
      long left = MonoTime.earlier(due, end).since(ticker.now()).toNanos();
      if (left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        continue;
      }
      endIfSilent();
      if (ticker.now().hasReached(due)) {
        return;
      }
    }
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private void endIfSilent() {
    known
        .tenure()
        .flatMap(Tenure::ended)
        .ifPresent(reason -> change(known.picture(), Optional.empty(), reason));
  }

  private void fail(String reason) {
    endIfSilent();
    change(known.picture(), known.tenure(), reason);
  }

  private void show(Picture picture) {
    Optional<Tenure> before = known.tenure().filter(tenure -> tenure.ended().isEmpty());
    Optional<Picture.Leader> leader = picture.leader();
    boolean same = before.isPresent() && isSame(leader, known.picture());
    Optional<Tenure> now = same ? before : Optional.empty();
    String state = leader.map(l -> "the leader is " + l.name()).orElse("there is no leader");
    if (!same) {
      before.ifPresent(tenure -> tenure.end(state));
      if (picture.confirmed()) {
        now =
            leader
                .flatMap(Picture.Leader::server)
                .map(server -> new Tenure(server, MonoTime.MIN, ticker, this::hint));
      }
    }
    if (picture.confirmed()) {
      now.ifPresent(tenure -> tenure.prolong(until(picture)));
    }
    change(Optional.of(picture), now, describe(leader, now, state));
    readers.forEach(reader -> reader.accept(picture));
  }

  /** Its address does not matter: a member's record may be gone for a while. */
  private static boolean isSame(Optional<Picture.Leader> leader, Optional<Picture> before) {
    return leader.isPresent()
        && before
            .flatMap(Picture::leader)
            .filter(known -> known.name().equals(leader.get().name()))
            .filter(known -> known.term().equals(leader.get().term()))
            .isPresent();
  }

  private static String describe(
      Optional<Picture.Leader> leader, Optional<Tenure> tenure, String state) {
    if (leader.isEmpty() || tenure.isPresent()) {
      return state;
    }
    return leader.get().server().isEmpty()
        ? state + ", which has not published its address"
        : state + ", which does not confirm it";
  }

  private MonoTime until(Picture picture) {
    return onUnknown == OnUnknown.KEEP
        ? MonoTime.MAX
        : picture.sentAt().plus(silence.or(picture::ttl).orElseGet(source::silence));
  }

  private synchronized void change(
      Optional<Picture> picture, Optional<Tenure> tenure, String state) {
    if (!state.equals(known.state())) {
      LOG.info("{}: {}", source, state);
    }
    known = known.next(picture, tenure, state, ticker.wallClock());
    notifyAll();
  }

  /** Ends all connections to the primary, and waits for the thread, in bounded time. Idempotent. */
  @Override
  public void close() {
    closed = true;
    endTenure();
    hint();
    try {
      TimeUnit.MILLISECONDS.timedJoin(thread, LONGEST_CLOSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isClosed() {
    return closed;
  }
}
