package io.matriarch.postgres.process;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.postgres.PostgresConfig;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The server's main process: found, launched, signalled, fenced. Thread safe. It runs in a session
 * of its own, so that it survives the agent.
 */
public final class Postmaster {
  private static final Duration LONGEST_FENCE = Duration.ofSeconds(2);

  private final PostgresConfig config;
  private final Supplier<Map<String, String>> environment;
  private final CommandRunner runner;
  private final OsUser user;
  private final Ticker ticker;
  private final Runnable exitHint;
  private final ServerProcesses processes;
  private final ServerLog log;
  private final Fence fence;
  private final AtomicLong fences = new AtomicLong();
  private final AtomicInteger fencing = new AtomicInteger();
  private volatile Optional<Process> launched = Optional.empty();

  /** The one that the file named last: it may outlive the file, and the data directory. */
  private volatile Optional<ProcessHandle> named = Optional.empty();

  /**
   * @param environment what the server shall find in its environment
   * @param exitHint called on any thread when a server that this object launched has ended
   */
  public Postmaster(
      PostgresConfig config,
      Supplier<Map<String, String>> environment,
      CommandRunner runner,
      OsUser user,
      Ticker ticker,
      Runnable exitHint) {
    this.config = config;
    this.environment = environment;
    this.runner = runner;
    this.user = user;
    this.ticker = ticker;
    this.exitHint = exitHint;
    this.processes = new ServerProcesses(config.dataDir());
    this.log = new ServerLog(config.serverLog(), config.dataDir());
    this.fence = new Fence(processes, ticker);
  }

  /**
   * Process id if it is alive, whoever started it. A foreign process of a stale file is not it.
   *
   * <p>Where the volume was detached, or the directory renamed or removed, a server goes on and
   * writes: what was seen there before is remembered until it ends.
   */
  public OptionalLong pid() {
    Optional<Process> own = ownChild();
    if (own.isPresent()) {
      return OptionalLong.of(own.get().pid());
    }
    Optional<PostmasterFile> file =
        PostmasterFile.read(config.dataDir()).filter(processes::isServer);
    if (file.isPresent()) {
      long pid = file.get().pid();
      named = file.filter(server -> !server.standAlone()).flatMap(server -> ProcessHandle.of(pid));
      return OptionalLong.of(pid);
    }
    // A handle is not taken in by another process that has got the number since.
    return named
        .filter(server -> server.isAlive() && ServerProcesses.isAlive(server.pid()))
        .map(server -> OptionalLong.of(server.pid()))
        .orElse(OptionalLong.empty());
  }

  /**
   * True if a server in single-user mode works in the data directory: nobody can connect to it, so
   * nobody writes through it.
   */
  public boolean isStandAlone() {
    return PostmasterFile.read(config.dataDir())
        .filter(processes::isServer)
        .filter(PostmasterFile::standAlone)
        .isPresent();
  }

  public boolean alive() {
    return pid().isPresent();
  }

  /** True if this object launched the server that runs now, so that its end is noticed at once. */
  public boolean isOwnChild() {
    return ownChild().isPresent();
  }

  /** Java says "alive" until it has collected the process, which may take a while after its end. */
  private Optional<Process> ownChild() {
    return launched.filter(own -> own.isAlive() && ServerProcesses.isAlive(own.pid()));
  }

  /** True if the server says of itself that it accepts connections. */
  public boolean acceptsConnections() {
    return status().equals("ready");
  }

  /** True if the server says of itself that it is about to end. */
  public boolean isStopping() {
    return status().equals("stopping");
  }

  private String status() {
    OptionalLong pid = pid();
    return PostmasterFile.read(config.dataDir())
        .filter(file -> pid.isPresent() && file.pid() == pid.getAsLong())
        .map(PostmasterFile::status)
        .orElse("");
  }

  /** Number of fences so far: a task that saw fewer when it began must not launch any more. */
  public long fences() {
    return fences.get();
  }

  /**
   * Launches the server and returns at once; only a fence that is going on is waited for, since it
   * ends whatever it finds.
   *
   * @param fencesSeen the number of fences when the task began
   * @throws TaskCancelled the resource was fenced meanwhile
   */
  public void launch(List<String> command, long fencesSeen)
      throws ResourceException, TaskCancelled, InterruptedException {
    Poll.until(() -> fencing.get() == 0, ticker.now().plus(LONGEST_FENCE), ticker);
    refuseIfFenced(fencesSeen);
    Process process = CommandRunner.start(detached(command));
    launched = Optional.of(process);
    process.onExit().thenRun(exitHint);
    if (fences.get() != fencesSeen) {
      process.destroyForcibly();
      refuseIfFenced(fencesSeen);
    }
  }

  /** In a session of its own, and with a log that the server's user opens, not the agent. */
  private ProcessBuilder detached(List<String> command) throws ResourceException {
    try {
      List<String> whole =
          new ArrayList<>(
              List.of("sh", "-c", "exec setsid \"$@\" >> \"$0\" 2>&1", log.open(user).toString()));
      whole.addAll(command);
      return runner
          .builder(whole, environment(), config.dataDir())
          .redirectInput(Redirect.from(new File("/dev/null")))
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD);
    } catch (IOException e) {
      throw new ResourceException(
          "cannot write the server's log " + config.serverLog() + ": " + e.getMessage(), e);
    }
  }

  private void refuseIfFenced(long fencesSeen) throws TaskCancelled {
    if (fences.get() != fencesSeen) {
      throw new TaskCancelled("fenced while starting");
    }
  }

  /** A stale file may name a process id that somebody else has now; the server shall ignore it. */
  private Map<String, String> environment() {
    Map<String, String> all = new TreeMap<>(environment.get());
    PostmasterFile.read(config.dataDir())
        .ifPresent(file -> all.put("PG_GRANDPARENT_PID", Long.toString(file.pid())));
    return all;
  }

  /**
   * True unless a server runs that was started, by another agent or before a change, without what
   * it should find in its environment.
   */
  public boolean knowsItsEnvironment() {
    OptionalLong pid = pid();
    return pid.isEmpty()
        || environment.get().isEmpty()
        || ServerProcesses.environment(pid.getAsLong())
            .containsAll(environment.get().entrySet().stream().map(Object::toString).toList());
  }

  /** Where the server that runs listens, in its own words; empty if there is none. */
  public Optional<PostmasterFile> address() {
    return PostmasterFile.read(config.dataDir()).filter(file -> pid().isPresent());
  }

  /** Sends a signal; false if there is no server. */
  public boolean signal(Signals.Signal signal) {
    OptionalLong pid = pid();
    return pid.isPresent() && Signals.send(signal, pid.getAsLong());
  }

  /** What the server complained about since it was launched. */
  public String complaint() {
    String complaint = log.complaint();
    return complaint.isEmpty() ? "see " + config.serverLog() : complaint;
  }

  /** Ends everything of the server within a second; never throws; any thread. */
  public void fence() {
    fences.incrementAndGet();
    fencing.incrementAndGet();
    try {
      fence.end(pid());
    } finally {
      fencing.decrementAndGet();
    }
  }

  /**
   * Ends backends that a killed postmaster left behind: they would write on, and block a start. An
   * empty lock file of such a postmaster would block it, too, and is removed.
   *
   * @throws ResourceException some could not be ended by the deadline, or the file not be removed
   */
  public void endStrays(MonoTime deadline)
      throws ResourceException, TaskCancelled, InterruptedException {
    if (alive()) {
      return;
    }
    boolean gone =
        Poll.until(
            () -> {
              List<Long> strays = processes.all();
              strays.forEach(Fence::kill);
              return strays.isEmpty();
            },
            deadline,
            ticker);
    if (!gone) {
      throw new ResourceException(
          "processes of a former server still run: " + processes.all() + "; end them by hand");
    }
    try {
      PostmasterFile.removeIfEmpty(config.dataDir());
    } catch (IOException e) {
      throw new ResourceException("cannot remove an empty lock file: " + e.getMessage(), e);
    }
  }

  /** Waits until no process of the server is left; false if the deadline came first. */
  public boolean awaitEnd(MonoTime deadline)
      throws ResourceException, TaskCancelled, InterruptedException {
    return Poll.until(() -> !alive(), deadline, ticker);
  }
}
