package io.matriarch.core.api;

import io.matriarch.core.internal.machine.ElectionPolicy;
import io.matriarch.core.internal.runtime.Crew;
import io.matriarch.core.internal.runtime.leadership.ElectionRun;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.StoreConnection;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Describes a participant of an election. Not thread safe; to be used once. */
public final class LeaderElectionBuilder {
  private static final Duration SHORTEST_TTL = Duration.ofSeconds(2);
  private static final Duration LONGEST_TTL = Duration.ofHours(1);

  private final StoreConnection store;
  private String namespace = "service";
  private String election;
  private String name;
  private Duration ttl = Duration.ofSeconds(10);
  private Duration minimumBetween = Duration.ZERO;
  private LeadershipListener listener;
  private Ticker ticker;
  private Optional<HaThreads> threads = Optional.empty();

  LeaderElectionBuilder(StoreConnection store) {
    this.store = Objects.requireNonNull(store, "store");
    this.ticker = store.ticker();
  }

  /**
   * What is led, e.g. {@code nightly-report}. Participants of the same election say the same.
   *
   * @param value a name without slash
   * @return this
   */
  public LeaderElectionBuilder of(String value) {
    election = value;
    return this;
  }

  /**
   * Where in the store elections are kept; {@code service} if not said.
   *
   * @param value first part of the path in the store
   * @return this
   */
  public LeaderElectionBuilder namespace(String value) {
    namespace = value;
    return this;
  }

  /**
   * Name of this participant: no other one of the same election may have it at the same time.
   *
   * @param value a name without slash
   * @return this
   */
  public LeaderElectionBuilder as(String value) {
    name = value;
    return this;
  }

  /**
   * How long leadership outlives the last sign of life; ten seconds if not said. From two seconds
   * to an hour; raised to five times the interval at which a store asks for renewals (ZooKeeper: to
   * ten seconds). Participants need not agree on it: the leader's own counts.
   *
   * @param value from two seconds to an hour
   * @return this
   */
  public LeaderElectionBuilder ttl(Duration value) {
    ttl = value;
    return this;
  }

  /**
   * Damps flapping: this participant does not claim leadership before that much time has passed
   * since the last leader began, as far as it saw that itself; the very first leader is elected at
   * once. It does not matter how that leadership ended: by giving it up, either. Only an operator
   * who names this participant as the next leader overrides it. Not at all if not said.
   *
   * @param value not negative
   * @return this
   */
  public LeaderElectionBuilder minimumBetweenElections(Duration value) {
    minimumBetween = value;
    return this;
  }

  /**
   * Who is told.
   *
   * @param value called on threads of its own
   * @return this
   */
  public LeaderElectionBuilder listener(LeadershipListener value) {
    listener = value;
    return this;
  }

  /**
   * Threads to be shared with other elections and nodes; they are closed after all of these.
   *
   * @param value closed by whoever made it, after this election
   * @return this
   */
  public LeaderElectionBuilder threads(HaThreads value) {
    threads = Optional.of(value);
    return this;
  }

  /**
   * Another clock than that of the store's connection, for tests.
   *
   * @param value a clock
   * @return this
   */
  public LeaderElectionBuilder ticker(Ticker value) {
    ticker = value;
    return this;
  }

  /**
   * Takes part from now on. Returns at once, whether or not the store can be reached.
   *
   * @return the participant, to be closed by the caller
   * @throws IllegalArgumentException something is missing or cannot be; the message is one line
   *     with place, value and remedy
   */
  public LeaderElection start() {
    check();
    return ElectionRun.start(
        store,
        new ClusterId(namespace, election),
        NodeName.of(name),
        ElectionPolicy.of(ttl, minimumBetween),
        listener,
        ticker,
        settings -> threads.map(HaThreads::crew).orElseGet(() -> Crew.own(settings, Crew.DAEMONS)));
  }

  private void check() {
    if (election == null || election.isBlank() || election.indexOf('/') >= 0) {
      throw wrong("of", election, "name what is led, without '/', e.g. of(\"nightly-report\")");
    }
    if (name == null || name.isBlank() || name.indexOf('/') >= 0) {
      throw wrong("as", name, "name this participant, without '/', e.g. as(\"node-1\")");
    }
    if (ttl == null || ttl.compareTo(SHORTEST_TTL) < 0 || ttl.compareTo(LONGEST_TTL) > 0) {
      throw wrong("ttl", ttl, "give a duration from 2 seconds to 1 hour");
    }
    if (minimumBetween == null || minimumBetween.isNegative()) {
      throw wrong(
          "minimumBetweenElections", minimumBetween, "give a duration that is not negative");
    }
    if (listener == null) {
      throw wrong("listener", null, "give a listener that is told of elections");
    }
  }

  private static IllegalArgumentException wrong(String place, Object value, String remedy) {
    return new IllegalArgumentException(
        "LeaderElection." + place + ": '" + value + "' cannot be used; " + remedy);
  }
}
