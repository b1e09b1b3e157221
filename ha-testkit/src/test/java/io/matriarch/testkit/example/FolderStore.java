package io.matriarch.testkit.example;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.store.ChangeListener;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.DocumentKind;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.LeaseToken;
import io.matriarch.core.store.OutcomeUnknownException;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.StoreTraits;
import io.matriarch.core.store.StoreTraits.ExpirySide;
import io.matriarch.core.store.StoreUnavailableException;
import io.matriarch.core.store.WatchHandle;
import io.matriarch.core.store.WriteResult;
import io.matriarch.core.wire.MemberCodec;
import io.matriarch.core.wire.StatusCodec;
import io.matriarch.testkit.example.RevisionFolder.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One cluster in a folder that all its nodes mount. */
final class FolderStore implements ClusterStore {
  private static final StoreTraits TRAITS =
      new StoreTraits("folder", ExpirySide.OBSERVER, Duration.ofHours(1));
  private static final String MEMBER = "member-";

  private final Path mount;
  private final Path place;
  private final RevisionFolder folder;
  private final Ticker ticker;
  private final String session = UUID.randomUUID().toString();
  private final FolderLease lease;
  private final FolderWatch watch;
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(FolderStore::thread);
  private volatile Optional<String> announced = Optional.empty();
  private volatile boolean closed;

  FolderStore(Path mount, ClusterId cluster, Ticker ticker) {
    this.mount = mount;
    this.place = mount.resolve(cluster.basePath().substring(1));
    this.folder = new RevisionFolder(place);
    this.ticker = ticker;
    this.lease = new FolderLease(folder, ticker, session);
    this.watch = new FolderWatch(folder);
    looking.scheduleWithFixedDelay(watch::look, 100, 100, TimeUnit.MILLISECONDS);
  }

  /** Something done with the files. */
  @FunctionalInterface
  private interface Access<T> {
    T run() throws IOException;
  }

  /** Without the folder nothing is done; whatever fails after that may have been done. */
  private <T> T access(Access<T> access) throws StoreException {
    if (closed || !Files.isDirectory(mount)) {
      throw new StoreUnavailableException("the folder " + mount + " cannot be reached", null);
    }
    try {
      Files.createDirectories(place);
      return access.run();
    } catch (IOException failed) {
      throw new OutcomeUnknownException("the folder " + place + " fails", failed);
    }
  }

  @Override
  public StoreTraits traits() {
    return TRAITS;
  }

  @Override
  public ClusterView read(Call call) throws StoreException {
    MonoTime sentAt = ticker.now();
    return access(() -> view(sentAt));
  }

  private ClusterView view(MonoTime sentAt) throws IOException {
    Revision leader = folder.newest(FolderLease.LEADER);
    return new ClusterView(
        sentAt,
        LeaderFile.of(leader).map(file -> file.record(leader, session)),
        members(),
        document("config"),
        document("initialize"),
        document("failover"),
        document("history"),
        document("sync"),
        folder.plain("failsafe"),
        StatusCodec.decode(folder.plain("status").orElse(""), folder.plain("optime").orElse("")));
  }

  private Optional<Versioned> document(String key) throws IOException {
    Revision newest = folder.newest(key);
    return newest.text().map(text -> new Versioned(text, Long.toString(newest.number())));
  }

  private SortedMap<NodeName, MemberRecord> members() throws IOException {
    SortedMap<NodeName, MemberRecord> members = new TreeMap<>();
    for (String file : folder.namesAfter(MEMBER)) {
      Optional<MemberFile> found = folder.plain(MEMBER + file).map(MemberFile::of);
      NodeName name = NodeName.of(file);
      found
          .filter(member -> member.until().isAfter(ticker.wallClock()))
          .ifPresent(member -> members.put(name, MemberCodec.decode(name, member.record())));
    }
    return members;
  }

  @Override
  public LeaseResult acquire(LeaseClaim claim, Call call) throws StoreException {
    return access(() -> lease.acquire(claim, call.ttl()));
  }

  @Override
  public LeaseResult renew(LeaseToken token, LeaderBeacon beacon, Call call) throws StoreException {
    return access(() -> lease.renew(token, beacon, call.ttl()));
  }

  @Override
  public WriteResult release(LeaseToken token, LeaderBeacon last, Call call) throws StoreException {
    return access(() -> lease.release(token, last));
  }

  @Override
  public WriteResult announce(MemberRecord self, Call call) throws StoreException {
    String name = MEMBER + self.name();
    Instant until = ticker.wallClock().plus(call.ttl());
    announced = Optional.of(name);
    return access(
        () -> {
          folder.overwrite(name, new MemberFile(session, until, MemberCodec.encode(self)).text());
          return WriteResult.APPLIED;
        });
  }

  @Override
  public WriteResult put(StoreDocument document, Expected expected, Call call)
      throws StoreException {
    return access(() -> change(document.kind(), expected, Optional.of(document.text())));
  }

  @Override
  public WriteResult remove(DocumentKind kind, Expected expected, Call call) throws StoreException {
    return access(() -> change(kind, expected, Optional.empty()));
  }

  private WriteResult change(DocumentKind kind, Expected expected, Optional<String> text)
      throws IOException {
    String key = kind.name().toLowerCase(Locale.ROOT);
    Revision newest = folder.newest(key);
    if (newest.text().isEmpty() && text.isEmpty()) {
      return WriteResult.APPLIED;
    }
    if (!matches(newest, expected)) {
      return WriteResult.CONFLICT;
    }
    return folder.append(key, newest, text) ? WriteResult.APPLIED : change(kind, expected, text);
  }

  private static boolean matches(Revision newest, Expected expected) {
    if (expected instanceof Expected.Version wanted) {
      boolean same = wanted.version().equals(Long.toString(newest.number()));
      return same && newest.text().isPresent();
    }
    return expected instanceof Expected.Any || newest.text().isEmpty();
  }

  @Override
  public WatchHandle watch(ChangeListener listener) {
    return watch.watch(listener);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    looking.shutdownNow();
    try {
      access(
          () -> {
            lease.leave();
            if (announced.isPresent() && isOurs(folder.plain(announced.get()))) {
              folder.delete(announced.get());
            }
            return true;
          });
    } catch (StoreException unreachable) {
      // What could not be ended expires.
    }
    closed = true;
  }

  private boolean isOurs(Optional<String> member) {
    return member.map(MemberFile::of).filter(file -> file.session().equals(session)).isPresent();
  }

  /** Looks for changes now; otherwise that is done ten times a second. */
  void look() {
    watch.look();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "folder-store");
    thread.setDaemon(true);
    return thread;
  }
}
