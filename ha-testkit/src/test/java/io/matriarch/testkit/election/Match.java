package io.matriarch.testkit.election;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.LeaderElection;
import io.matriarch.core.api.LeaderElectionBuilder;
import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.testkit.store.InMemoryConnection;
import io.matriarch.testkit.store.InMemoryStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Participants of one election and what they fight for. */
final class Match implements AutoCloseable {
  static final Duration TTL = Duration.ofSeconds(2);
  static final Duration SOON = Duration.ofSeconds(20);

  final Ticker ticker = new SystemTicker();
  final InMemoryConnection connection = new InMemoryConnection(ticker);
  final InMemoryStore store = connection.store(new ClusterId("service", "match"));
  final Referee referee = new Referee();
  final Map<String, Player> players = new LinkedHashMap<>();
  final Map<String, LeaderElection> elections = new LinkedHashMap<>();

  Player add(String name) {
    return add(name, settings -> settings);
  }

  Player add(String name, UnaryOperator<LeaderElectionBuilder> settings) {
    Player player = new Player(name, referee);
    join(player, settings);
    return player;
  }

  void join(Player player, UnaryOperator<LeaderElectionBuilder> settings) {
    players.put(player.name, player);
    elections.put(
        player.name,
        settings
            .apply(
                LeaderElection.on(connection)
                    .of("match")
                    .as(player.name)
                    .ttl(TTL)
                    .ticker(ticker)
                    .listener(player))
            .start());
  }

  Optional<Player> leader() {
    List<Player> leading = players.values().stream().filter(Player::leads).toList();
    return leading.size() == 1 ? Optional.of(leading.get(0)) : Optional.empty();
  }

  Player awaitLeader() {
    await().atMost(SOON).until(() -> leader().isPresent());
    return leader().orElseThrow();
  }

  Player awaitLeaderBut(Player former) {
    await().atMost(SOON).until(() -> leader().filter(now -> now != former).isPresent());
    return leader().orElseThrow();
  }

  LeaderElection of(Player player) {
    return elections.get(player.name);
  }

  void cut(Player player, boolean isCut) {
    store.cut(NodeName.of(player.name), isCut);
  }

  /** Ends all, and looks whether the rules were kept. */
  @Override
  public void close() {
    elections.values().forEach(LeaderElection::close);
    connection.close();
    assertThat(referee.fouls()).isEmpty();
    players.values().forEach(p -> assertThat(p.fouls()).as(p.name).isEmpty());
    players
        .values()
        .forEach(p -> assertThat(p.calls().size() % 2).as(p.name + p.calls()).isEqualTo(0));
  }
}
