package io.matriarch.postgres.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who follows a leader")
class WatcherTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration SILENCE = Duration.ofMillis(300);

  private final Ticker ticker = new SystemTicker();
  private final Told told = new Told();
  private Watcher watcher;

  @AfterEach
  void close() {
    watcher.close();
    assertThat(told.closed).isTrue();
  }

  @Test
  @DisplayName("ends a term when another begins, also of the same member, and keeps it otherwise")
  void termsEnd() {
    told.leader = leader("node1", "7");
    watch(OnUnknown.RETIRE);
    Tenure first = tenure("node1");
    int looks = told.looks.get();
    await().atMost(SOON).until(() -> told.looks.get() > looks + 3);
    assertThat(first.ended()).isEmpty();

    told.change(leader("node1", "8"));
    await().atMost(SOON).until(() -> first.ended().isPresent());
    Tenure again = tenure("node1");

    told.change(Optional.empty());
    await().atMost(SOON).until(() -> again.ended().isPresent());
    assertThat(again.ended()).contains("there is no leader");
    assertThat(watcher.known().tenure()).isEmpty();
  }

  @Test
  @DisplayName("ends a term of which there is no news, and begins one when there is")
  void silenceEnds() {
    told.leader = leader("node1", "7");
    watch(OnUnknown.RETIRE);
    Tenure tenure = tenure("node1");

    told.silent = true;
    await().atMost(SOON).until(() -> watcher.known().tenure().isEmpty());
    assertThat(tenure.ended()).isPresent();
    await().atMost(SOON).until(() -> watcher.known().state().equals("nobody answers"));

    told.silent = false;
    assertThat(tenure("node1")).isNotSameAs(tenure);
  }

  @Test
  @DisplayName("does not take for news what others say of a leader")
  void hearsayIsNoNews() {
    told.leader = leader("node1", "7");
    watch(OnUnknown.RETIRE);
    Tenure tenure = tenure("node1");

    told.confirmed = false;

    await().atMost(SOON).until(() -> tenure.ended().isPresent());
    await()
        .atMost(SOON)
        .until(
            () -> watcher.known().state().equals("the leader is node1, which does not confirm it"));
  }

  @Test
  @DisplayName("keeps a term without news if it is told to, until another begins")
  void termsMayBeKept() {
    told.leader = leader("node1", "7");
    watch(OnUnknown.KEEP);
    Tenure tenure = tenure("node1");

    told.silent = true;
    await()
        .pollDelay(SILENCE.multipliedBy(2))
        .atMost(SOON)
        .until(() -> tenure.ended().isEmpty() && watcher.known().tenure().isPresent());

    told.silent = false;
    told.change(leader("node2", "8"));
    await().atMost(SOON).until(() -> tenure.ended().isPresent());
    assertThat(tenure.ended()).contains("the leader is node2");
  }

  private void watch(OnUnknown onUnknown) {
    watcher =
        new Watcher(
            told, ticker, Optional.of(Duration.ofMillis(60)), Optional.of(SILENCE), onUnknown);
    watcher.start();
  }

  private Tenure tenure(String name) {
    await()
        .atMost(SOON)
        .until(
            () ->
                watcher
                    .known()
                    .tenure()
                    .filter(t -> t.ended().isEmpty())
                    .filter(t -> t.server().name().equals(NodeName.of(name)))
                    .isPresent());
    return watcher.known().tenure().orElseThrow();
  }

  private static Optional<Picture.Leader> leader(String name, String term) {
    NodeName node = NodeName.of(name);
    return Optional.of(
        new Picture.Leader(node, term, Optional.of(new ReplicationSource(node, "host", 5432))));
  }

  /** Says what a test wants it to. */
  private final class Told implements LeaderSource {
    volatile Optional<Picture.Leader> leader = Optional.empty();
    volatile boolean confirmed = true;
    volatile boolean silent;
    volatile boolean closed;
    final AtomicInteger looks = new AtomicInteger();
    private volatile Runnable hint = () -> {};

    void change(Optional<Picture.Leader> to) {
      leader = to;
      hint.run();
    }

    @Override
    public Picture ask(Duration within) throws IOException {
      looks.incrementAndGet();
      if (silent) {
        throw new IOException("nobody answers");
      }
      return new Picture(
          ticker.now(),
          leader,
          confirmed && leader.isPresent(),
          List.of(),
          OptionalLong.empty(),
          Optional.empty());
    }

    @Override
    public void listen(Runnable told) {
      hint = told;
    }

    @Override
    public Duration every() {
      return Duration.ofSeconds(1);
    }

    @Override
    public Duration everyWithoutLeader() {
      return Duration.ofMillis(60);
    }

    @Override
    public Duration silence() {
      return Duration.ofSeconds(1);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
