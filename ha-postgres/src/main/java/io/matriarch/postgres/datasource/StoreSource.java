package io.matriarch.postgres.datasource;

import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.StoreTraits.ExpirySide;
import io.matriarch.core.store.WatchHandle;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The store itself: a leader that loses its key is seen as soon as the watch tells. */
final class StoreSource implements LeaderSource {
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration TTL = Duration.ofSeconds(30);

  private final String cluster;
  private final ClusterStore store;
  private final Ticker ticker;
  private Optional<WatchHandle> watch = Optional.empty();
  private Optional<String> fingerprint = Optional.empty();

  /**
   * @param store closed with this source
   */
  StoreSource(String cluster, ClusterStore store, Ticker ticker) {
    this.cluster = cluster;
    this.store = store;
    this.ticker = ticker;
  }

  @Override
  public Picture ask(Duration within) throws IOException {
    try {
      return picture(store.read(new Call(ticker.now().plus(within), TTL)));
    } catch (StoreException e) {
      throw new IOException("the store does not answer: " + e.getMessage(), e);
    }
  }

  private Picture picture(ClusterView view) {
    Optional<Picture.Leader> leader =
        view.leader()
            .map(
                record ->
                    new Picture.Leader(
                        record.holder(),
                        record.term().toString(),
                        view.member(record.holder()).flatMap(MemberRecord::asSource)));
    long position = view.status().position();
    return new Picture(
        view.sentAt(),
        leader,
        isNews(view.leader()),
        replicas(view, position),
        position > 0 ? OptionalLong.of(position) : OptionalLong.empty(),
        view.config()
            .map(Versioned::value)
            .map(text -> ClusterConfig.parse(text, view.isMixed()).timing().ttl()));
  }

  /** Where nobody removes the key of a silent leader, it is one that has been renewed since. */
  private boolean isNews(Optional<LeaderRecord> leader) {
    boolean expires = store.traits().expiry() == ExpirySide.SERVER;
    Optional<String> now = leader.map(LeaderRecord::fingerprint);
    boolean renewed = !now.equals(fingerprint);
    fingerprint = now;
    return leader.isPresent() && (expires || renewed);
  }

  private static List<Picture.Replica> replicas(ClusterView view, long position) {
    return view.members().values().stream()
        .filter(member -> view.leader().filter(l -> l.holder().equals(member.name())).isEmpty())
        .filter(member -> member.role() == Role.REPLICA && member.state() == RunState.RUNNING)
        .filter(member -> !member.tags().noloadbalance())
        .flatMap(member -> replica(member, position))
        .toList();
  }

  private static Stream<Picture.Replica> replica(MemberRecord member, long position) {
    OptionalLong own = member.replayed().isPresent() ? member.replayed() : member.position();
    OptionalLong lag =
        own.isPresent() && position > 0
            ? OptionalLong.of(Math.max(0, position - own.getAsLong()))
            : OptionalLong.empty();
    return member.asSource().map(server -> new Picture.Replica(server, lag)).stream();
  }

  @Override
  public void listen(Runnable hint) {
    watch = Optional.of(store.watch(hint::run));
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public Duration everyWithoutLeader() {
    return EVERY; // the watch tells when somebody does
  }

  @Override
  public Duration silence() {
    return TTL;
  }

  @Override
  public void close() {
    watch.ifPresent(WatchHandle::close);
    store.close();
  }

  @Override
  public String toString() {
    return cluster;
  }
}
