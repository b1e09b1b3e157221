package io.matriarch.postgres.datasource;

import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.StoreConnection;
import io.matriarch.postgres.Credentials;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Builds a {@link LeaderDataSource}. Needed are a user and either a store or the members' APIs. Not
 * thread safe; to be used once.
 */
public final class LeaderDataSourceBuilder {
  String database = "postgres";
  final Map<String, String> properties = new HashMap<>();
  Duration loginTimeout = Duration.ofSeconds(10);
  Optional<Duration> every = Optional.empty();
  Optional<Duration> silence = Optional.empty();
  OnUnknown onUnknown = OnUnknown.RETIRE;
  Ticker ticker = new SystemTicker();

  private Credentials credentials;
  private Supplier<LeaderSource> source;

  LeaderDataSourceBuilder() {}

  /**
   * Follows the leader through the store, within milliseconds.
   *
   * @param store may be shared; stays open
   * @param cluster name that all members share
   * @return this builder
   */
  public LeaderDataSourceBuilder store(StoreConnection store, String cluster) {
    return store(store, new ClusterId("service", cluster));
  }

  /**
   * The same for a cluster in another namespace.
   *
   * @param store may be shared; stays open
   * @param cluster whose keys
   * @return this builder
   */
  public LeaderDataSourceBuilder store(StoreConnection store, ClusterId cluster) {
    source =
        () ->
            new StoreSource(
                cluster.scope(), store.cluster(cluster, NodeName.of("datasource")), ticker);
    return this;
  }

  /**
   * Follows the leader through the members' REST APIs, within seconds, for programs that do not
   * reach the store. The members that are not named are learned from the others.
   *
   * @param addresses e.g. {@code http://node1:8008}
   * @return this builder
   * @throws IllegalArgumentException one of them is no address
   */
  public LeaderDataSourceBuilder members(String... addresses) {
    return members(HttpClient.newHttpClient(), addresses);
  }

  /**
   * The same with a client of the program's own, e.g. one that knows the members' certificates.
   *
   * @param client stays open
   * @param addresses e.g. {@code https://node1:8008}
   * @return this builder
   * @throws IllegalArgumentException one of them is no address
   */
  public LeaderDataSourceBuilder members(HttpClient client, String... addresses) {
    List<URI> members = new ArrayList<>();
    for (String address : addresses) {
      members.add(address(address));
    }
    if (members.isEmpty()) {
      throw wrong("members: none is named; name the address of one at least");
    }
    source = () -> new RestSource(members, ticker, client);
    return this;
  }

  private static URI address(String text) {
    if (text.indexOf('@') >= 0) {
      throw wrong("members: an address holds credentials; leave them out");
    }
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).startsWith("http")) {
        return uri.resolve("/");
      }
    } catch (IllegalArgumentException noUri) {
      // Said below.
    }
    throw wrong("members: '" + text + "' is no address; write e.g. http://node1:8008");
  }

  /**
   * Who connects.
   *
   * @param user role name
   * @param password never printed
   * @return this builder
   */
  public LeaderDataSourceBuilder user(String user, String password) {
    credentials = Credentials.of(user, password);
    return this;
  }

  /**
   * To which database; default: {@code postgres}.
   *
   * @param value its name
   * @return this builder
   */
  public LeaderDataSourceBuilder database(String value) {
    database = value;
    return this;
  }

  /**
   * A setting of the PostgreSQL driver, e.g. {@code sslmode}.
   *
   * @param name as the driver calls it
   * @param value its value
   * @return this builder
   */
  public LeaderDataSourceBuilder property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  /**
   * How long one request for a connection may take; default: 10 s.
   *
   * @param value at least a second
   * @return this builder
   */
  public LeaderDataSourceBuilder loginTimeout(Duration value) {
    loginTimeout = value;
    return this;
  }

  /**
   * How old what is known of the cluster may become; default: 5 s with a store, which tells of a
   * new leader by itself, 2 s without.
   *
   * @param value between two looks
   * @return this builder
   */
  public LeaderDataSourceBuilder every(Duration value) {
    every = Optional.of(value);
    return this;
  }

  /**
   * For how long after the last news a leader is believed in, counted from before that question was
   * sent. Default with a store: the cluster's ttl, since a primary itself may go on that long
   * without one. Default without: 10 s. A leader that does not answer is replaced sooner only if
   * the cluster's ttl is shorter.
   *
   * @param value more than {@link #every}
   * @return this builder
   */
  public LeaderDataSourceBuilder silence(Duration value) {
    silence = Optional.of(value);
    return this;
  }

  /**
   * What becomes of connections then; default: {@link OnUnknown#RETIRE}.
   *
   * @param value the choice
   * @return this builder
   */
  public LeaderDataSourceBuilder onUnknown(OnUnknown value) {
    onUnknown = value;
    return this;
  }

  /** For tests. */
  LeaderDataSourceBuilder ticker(Ticker value) {
    ticker = value;
    return this;
  }

  Credentials role() {
    return credentials;
  }

  /**
   * Makes the data source, which begins to follow the leader at once and waits for nothing.
   *
   * @return the data source
   * @throws IllegalArgumentException something is missing or cannot be used; one line says what,
   *     and the remedy
   */
  public LeaderDataSource build() {
    if (source == null) {
      throw wrong("store: is missing; name a store, or members");
    }
    if (credentials == null) {
      throw wrong("user: is missing; name the role that connects, and its password");
    }
    if (loginTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
      throw wrong("loginTimeout: '" + loginTimeout + "' is too short; give a second at least");
    }
    LeaderSource asked = source.get();
    Duration looks = every.orElseGet(asked::every);
    Duration belief = silence.orElseGet(asked::silence);
    if (belief.compareTo(looks) <= 0) {
      asked.close();
      throw wrong(
          "silence: '%s' would end before the next look; give more than every, which is '%s'"
              .formatted(belief, looks));
    }
    return new LeaderDataSource(this, asked);
  }

  private static IllegalArgumentException wrong(String line) {
    return new IllegalArgumentException("LeaderDataSource: " + line);
  }
}
