package io.matriarch.postgres.leash;

import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.Watchdog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two small processes that end PostgreSQL when nobody vouches for it any more. They outlive this
 * one: a later agent finds them, and with them the instants that were promised last. When one of
 * them dies, the other makes another.
 *
 * <p>A leash that has died is replaced; so is one that does not answer, after it was killed, since
 * it would go by an old instant when it wakes up.
 */
public final class Leash implements Watchdog {
  private static final Logger LOG = LoggerFactory.getLogger(Leash.class);
  private static final Duration START = Duration.ofSeconds(2);

  /** More than the steps and the delays of clocks that are the same. */
  private static final Duration SAME_CLOCK = Duration.ofSeconds(1);

  private static final int ATTEMPTS = 2;

  /** What an address of a local socket can hold. */
  private static final int LONGEST = 107;

  private final Path program;
  private final Path dataDir;
  private final Path socket;
  private final Ticker ticker;
  private Optional<LeashLink> link = Optional.empty();
  private long signals;

  /**
   * Touches nothing yet.
   *
   * @param program see {@link LeashProgram}
   * @param dataDir whose server is to be guarded
   * @param socket where the leash of this directory listens; 107 bytes at most
   * @param ticker the node's clock; a leash that goes by another one is not used
   */
  public Leash(Path program, Path dataDir, Path socket, Ticker ticker) {
    this.program = program;
    this.dataDir = dataDir;
    this.socket = socket;
    this.ticker = ticker;
  }

  /**
   * The leash of a data directory, with its program in the user's cache and its socket beside the
   * data, which may be moved or replaced as a whole. Blocks while the program is compiled, at the
   * first time, a minute at most. For a node that goes by {@link SystemTicker}, as nodes do unless
   * they are told otherwise.
   *
   * <p>Where it cannot be compiled it is a script, and says in one line what that cannot do: good
   * enough to be used where it can be had, not for a node that must not lead without a leash.
   *
   * @param dataDir need not exist yet; its parent must be writable
   * @return touches nothing yet
   * @throws IOException it cannot be had here; the message is one line that says why
   * @throws InterruptedException while compiling
   */
  public static Leash beside(Path dataDir) throws IOException, InterruptedException {
    return at(dataDir, LeashProgram.compiledOrScript(cache(), System.getenv("CC")));
  }

  /**
   * As {@link #beside}, but never a script: for a node that must not lead without a leash.
   *
   * @param dataDir need not exist yet; its parent must be writable
   * @return touches nothing yet
   * @throws IOException it cannot be had here; the message is one line that says why
   * @throws InterruptedException while compiling
   */
  public static Leash compiled(Path dataDir) throws IOException, InterruptedException {
    return at(dataDir, LeashProgram.find(Optional.empty(), cache()));
  }

  private static Leash at(Path dataDir, Path program) throws IOException {
    Path place = dataDir.toAbsolutePath().normalize();
    Path socket = place.resolveSibling("." + place.getFileName() + ".leash");
    if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw new IOException("the path of its socket, " + socket + ", is longer than 107 bytes");
    }
    return new Leash(program, place, socket, new SystemTicker());
  }

  private static Path cache() {
    String base = System.getenv("XDG_CACHE_HOME");
    return (base == null || base.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(base))
        .resolve("matriarch");
  }

  @Override
  public synchronized void guard(MonoTime fenceAt, MonoTime killAt, Duration within)
      throws ResourceException {
    tell("until " + millis(fenceAt) + " " + millis(killAt), within);
  }

  /** Where there are no data yet, there is nothing that a leash could begin to watch. */
  @Override
  public synchronized void free(Duration within) throws ResourceException {
    if (Files.isDirectory(dataDir)) {
      tell("free", within);
    }
  }

  private void tell(String command, Duration within) throws ResourceException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        say(command, within.dividedBy(4));
        return;
      } catch (IOException e) {
        // The one that had answered may be dead, and the other one answer.
        LOG.debug("{}: {}", socket, e.getMessage());
      }
    }
    try {
      replace();
      say(command, within);
    } catch (IOException e) {
      throw new ResourceException("no leash: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized Optional<Orders> inherited(Duration within) throws ResourceException {
    if (LeashProcess.find(socket).isEmpty()) {
      return Optional.empty();
    }
    try {
      LeashAnswer answer = say("ask", within);
      return answer.fenceAt() > 0
          ? Optional.of(new Orders(instant(answer.fenceAt()), instant(answer.killAt())))
          : Optional.empty();
    } catch (IOException e) {
      throw new ResourceException(e.getMessage(), e);
    }
  }

  private LeashAnswer say(String command, Duration within) throws IOException, ResourceException {
    try {
      if (link.isEmpty()) {
        link = Optional.of(LeashLink.connect(socket));
        compareClocks(link.get(), within);
      }
      LeashAnswer answer = link.get().say(command, within);
      if (answer.signals() > signals) {
        LOG.warn("the leash had to end the server: it was told too late that it may go on");
      }
      signals = answer.signals();
      return answer;
    } catch (IOException e) {
      unlink();
      throw e;
    }
  }

  /** Instants of another clock may be later than they were meant. */
  private void compareClocks(LeashLink fresh, Duration within)
      throws IOException, ResourceException {
    MonoTime before = ticker.now();
    MonoTime there = instant(fresh.say("ask", within).now());
    MonoTime after = ticker.now();
    if (there.plus(SAME_CLOCK).isBefore(before) || there.isAfter(after.plus(SAME_CLOCK))) {
      unlink();
      throw new ResourceException(
          "no leash: it goes by the boot clock, and this node by one that is %d s away"
              .formatted(there.since(after).abs().toSeconds()));
    }
  }

  private void replace() throws IOException {
    LeashProcess.kill(socket);
    LeashProcess.start(program, dataDir, socket, START);
    signals = 0;
  }

  private void unlink() {
    link.ifPresent(
        old -> {
          try {
            old.close();
          } catch (IOException e) {
            LOG.debug("closing the link to the leash: {}", e.getMessage());
          }
        });
    link = Optional.empty();
  }

  private static MonoTime instant(long millis) {
    return new MonoTime(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private static long millis(MonoTime at) {
    return TimeUnit.NANOSECONDS.toMillis(at.nanos());
  }

  @Override
  public synchronized void close() {
    unlink();
  }
}
