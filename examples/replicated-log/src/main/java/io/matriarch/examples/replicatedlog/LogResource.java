package io.matriarch.examples.replicatedlog;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.BootstrappableResource;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.Registration;
import io.matriarch.core.resource.ReplicatedResource;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.ResourceListener;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.ResourceReport.HistoryEntry;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.ResourceReportBuilder;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The log as something that can be kept highly available. Each method says which promise of the SPI
 * it keeps, and how.
 *
 * <p>Tasks come one at a time, so they need no lock among themselves; {@link #fence} and {@link
 * #observe} come whenever they like, so what they touch is volatile.
 */
final class LogResource implements ReplicatedResource, BootstrappableResource {
  private static final Duration LONGEST_QUESTION = Duration.ofSeconds(2);
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(10);
  private static final long FIRST_EPOCH = 1;

  private final Path path;
  private final InetSocketAddress address;
  private final Ticker ticker;
  private final WriteRight right;
  private volatile LogFile file;
  private volatile Optional<LogServer> server = Optional.empty();
  private volatile Optional<Follower> follower = Optional.empty();
  private volatile boolean stoppedCleanly;
  private volatile ResourceListener listener = () -> {};

  /**
   * @param directory where the log is, or will be
   * @param address where it will be served
   * @throws IOException the log cannot be read or written
   */
  LogResource(Path directory, InetSocketAddress address, Ticker ticker) throws IOException {
    this.path = Files.createDirectories(directory).resolve("records.log");
    this.address = address;
    this.ticker = ticker;
    this.right = new WriteRight(ticker);
    this.file = LogFile.open(path);
  }

  /** Where to read until when this node may be writable. To be called before the node starts. */
  void writableUntil(Supplier<MonoTime> deadline) {
    right.until(deadline);
  }

  /** Promise: asks nobody and waits for nothing, so it is always in time. */
  @Override
  public ResourceReport observe(Call call) {
    History history = file.history();
    if (history.end() == 0) {
      return ResourceReport.builder(DataState.EMPTY, RunPhase.STOPPED, Role.UNINITIALIZED).build();
    }
    boolean runs = server.filter(LogServer::isOpen).isPresent();
    boolean primary = runs && right.granted();
    ResourceReportBuilder report =
        ResourceReport.builder(
                DataState.PRESENT,
                runs ? RunPhase.RUNNING : RunPhase.STOPPED,
                primary ? Role.PRIMARY : Role.REPLICA)
            .identity(Optional.of(file.identity()))
            .position(history.position())
            .cleanShutdown(!runs && stoppedCleanly)
            .realignPossible(true);
    if (primary) {
      report.history(ended(history));
    } else if (runs) {
      report.received(history.end(), history.end());
      follower.ifPresent(source -> report.following(source.address(), source.isLive()));
    }
    return report.build();
  }

  private static List<HistoryEntry> ended(History history) {
    return IntStream.range(0, history.branches().size() - 1)
        .mapToObj(
            i ->
                new HistoryEntry(
                    history.branches().get(i).epoch(), history.endOf(i), "promotion", ""))
        .toList();
  }

  /** Promise: on return it answers; writable only with a permit, which is checked last of all. */
  @Override
  public void start(StartRequest request, TaskContext task)
      throws ResourceException, TaskCancelled {
    halt();
    long revocations = right.revocations();
    serve();
    if (request.permit().isPresent()) {
      lead(request.permit().get(), revocations, task);
    } else {
      request.source().ifPresent(this::follow);
    }
  }

  private void serve() throws ResourceException {
    try {
      server = Optional.of(LogServer.start(address, file, right));
      stoppedCleanly = false;
    } catch (IOException e) {
      throw new ResourceException("cannot listen at " + address + ": " + e.getMessage(), e);
    }
  }

  /**
   * Promise: what was acknowledged is shipped. From the revocation on nothing is acknowledged, so
   * the end is final, and another member may lead while the rest of this goes on.
   */
  @Override
  public void stop(StopMode mode, TaskContext task) throws ResourceException, TaskCancelled {
    right.revoke();
    if (mode != StopMode.IMMEDIATE && server.filter(LogServer::isOpen).isPresent()) {
      follower.ifPresent(Follower::close);
      task.stage(TaskStage.shutdownCheckpoint(file.settledHistory().position()));
      try {
        server.get().finish(LONGEST_FAREWELL);
      } catch (InterruptedException e) {
        task.checkCancelled();
        throw new ResourceException("interrupted while stopping", e);
      }
      stoppedCleanly = true;
    }
    halt();
  }

  /** Promise: whatever may be under way, from here on nothing is written or sent. */
  private void halt() {
    right.revoke();
    server.ifPresent(LogServer::close);
    server = Optional.empty();
    follower.ifPresent(Follower::close);
    follower = Optional.empty();
  }

  /** Promise: a replica that runs becomes writable where it is, with a permit that still holds. */
  @Override
  public void promote(Permit permit, TaskContext task) throws ResourceException, TaskCancelled {
    long revocations = right.revocations();
    if (server.filter(LogServer::isOpen).isEmpty()) {
      throw new ResourceException("the log does not run");
    }
    follower.ifPresent(Follower::close);
    follower = Optional.empty();
    lead(permit, revocations, task);
  }

  /**
   * The first record of the new epoch is what makes the promotion. Should a fence have come
   * meanwhile, it wins.
   */
  private void lead(Permit permit, long revocations, TaskContext task)
      throws ResourceException, TaskCancelled {
    task.passPointOfNoReturn(permit);
    long epoch = epoch(permit);
    try {
      if (epoch != file.history().epoch()) {
        file.append(List.of(new LogRecord(epoch, "")));
      }
    } catch (IOException e) {
      throw new ResourceException("cannot begin epoch " + epoch + ": " + e.getMessage(), e);
    }
    if (!right.grant(epoch, revocations)) {
      throw new ResourceException("fenced while it became writable");
    }
  }

  /**
   * The lease's term: no other promotion has it, so two branches never bear one name. Whoever still
   * holds the same lease goes on in its epoch. Should the store have lost its memory, the terms
   * begin anew, but epochs have to grow.
   */
  private long epoch(Permit permit) {
    long last = file.history().epoch();
    long term = permit instanceof Permit.LeasePermit lease ? lease.term().value() : FIRST_EPOCH;
    return term == last ? term : Math.max(term, last + 1);
  }

  /**
   * Promise: within a second, from any thread, until the next start. The right is revoked first,
   * which takes no time; then the connections are cut. No lock is needed that a write might hold.
   */
  @Override
  public void fence() {
    right.revoke();
    server.ifPresent(LogServer::close);
    listener.changed();
  }

  /** Promise: nothing but a hint. The log gives one when its stream comes or goes. */
  @Override
  public Registration listen(ResourceListener newListener) {
    listener = newListener;
    return () -> listener = () -> {};
  }

  /** Promise: in line only if the source has all that is here; unknown if it cannot be asked. */
  @Override
  public Divergence compare(ReplicationSource source, Call call) {
    Duration left = call.remaining(ticker.now());
    try {
      History theirs =
          history(source, left.compareTo(LONGEST_QUESTION) < 0 ? left : LONGEST_QUESTION);
      return file.history().isPartOf(theirs) ? Divergence.IN_LINE : Divergence.DIVERGED;
    } catch (IOException unreachable) {
      return Divergence.UNKNOWN;
    }
  }

  private static History history(ReplicationSource source, Duration timeout) throws IOException {
    try (LogClient client = new LogClient(source, timeout)) {
      return client.history();
    }
  }

  /** Promise: idempotent; a stream that is right is not disturbed. */
  @Override
  public void follow(FollowRequest request, TaskContext task) {
    follow(request.source());
  }

  private void follow(ReplicationSource source) {
    if (follower.filter(present -> present.address().equals(source.address())).isEmpty()) {
      follower.ifPresent(Follower::close);
      follower = Optional.of(Follower.start(source, file, () -> listener.changed()));
    }
  }

  /** Promise: what the source never had is gone, all else is kept. */
  @Override
  public void realign(FollowRequest request, TaskContext task) throws ResourceException {
    halt();
    try {
      long fork = file.history().fork(history(request.source(), LONGEST_QUESTION));
      task.stage(TaskStage.progress("cutting off what lies behind " + fork));
      file.truncate(fork);
    } catch (IOException e) {
      throw new ResourceException("cannot realign with " + request.source().name(), e);
    }
  }

  /** Promise: the new copy takes the place of the old one when it is complete, not before. */
  @Override
  public void rebuild(FollowRequest request, TaskContext task)
      throws ResourceException, TaskCancelled {
    halt();
    Path fresh = path.resolveSibling("records.new");
    try {
      Files.deleteIfExists(fresh);
      copy(request.source(), fresh, task);
      file.close();
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      file = LogFile.open(path);
    } catch (IOException e) {
      throw new ResourceException(
          "cannot copy from " + request.source().name() + ": " + e.getMessage(), e);
    }
  }

  private static void copy(ReplicationSource source, Path fresh, TaskContext task)
      throws IOException, TaskCancelled {
    long end = history(source, LONGEST_QUESTION).end();
    try (LogFile copy = LogFile.open(fresh);
        LogClient client = new LogClient(source, LONGEST_QUESTION)) {
      DataInputStream records = client.stream(History.EMPTY, LONGEST_QUESTION);
      while (copy.history().end() < end) {
        task.checkCancelled();
        copy.append(LogRecord.readSome(records));
      }
    }
  }

  /** Promise: the first node's log is new, writable, and not to be mistaken for another one. */
  @Override
  public void bootstrap(Permit permit, String clusterConfig, TaskContext task)
      throws ResourceException, TaskCancelled {
    halt();
    long revocations = right.revocations();
    task.passPointOfNoReturn(permit);
    try {
      file.append(List.of(new LogRecord(FIRST_EPOCH, UUID.randomUUID().toString())));
    } catch (IOException e) {
      throw new ResourceException("cannot create the log: " + e.getMessage(), e);
    }
    serve();
    if (!right.grant(FIRST_EPOCH, revocations)) {
      throw new ResourceException("fenced while it was created");
    }
  }

  /** Promise: bounded. A log lives in its node's process, so here it ends with its node. */
  @Override
  public void close() {
    halt();
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
