package io.matriarch.cli.command;

import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.wire.MemberCodec;
import io.matriarch.testkit.store.InMemoryStore;
import io.matriarch.testkit.store.StoreKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The recorded cluster: pg0 leads, pg1 and pg2 stream. It lives in a store in memory. */
final class Batman implements AutoCloseable {
  private static final Clock LISTED =
      Clock.fixed(Instant.parse("2026-11-23T01:43:59.182345Z"), ZoneOffset.UTC);

  /** 0/4000060, in bytes. */
  static final long POSITION = 0x4000060;

  private static final Duration LONG = Duration.ofHours(1);

  private final Clock clock;
  private final List<FakeMember> members =
      List.of(new FakeMember(), new FakeMember(), new FakeMember());
  private final SystemTicker ticker = new SystemTicker();
  private final InMemoryStore store = new InMemoryStore(ticker);
  private final Map<String, ClusterStore> clients = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();

  Batman() {
    this(LISTED);
  }

  /** At the moment at which the recorded command was given. */
  static Batman at(String instant) {
    return new Batman(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
  }

  private Batman(Clock clock) {
    this.clock = clock;
    write(StoreKeys.INITIALIZE, "7711176616392302637");
    write(
        StoreKeys.CONFIG,
        """
        {"loop_wait":2,"postgresql":{"pg_hba":["local all all trust",\
        "host replication replicator 127.0.0.1/32 md5","host all all 127.0.0.1/32 md5"],\
        "use_pg_rewind":true},"retry_timeout":5,"ttl":20}""");
    write(StoreKeys.HISTORY, "[]");
    member("pg0", primary(0, ""));
    lead("pg0", POSITION);
    member("pg1", replica(1, POSITION, ""));
    member("pg2", replica(2, POSITION, ""));
  }

  /** Runs a command on this cluster. */
  int run(FakeTerminal terminal, String... arguments) {
    Ctl ctl = new Ctl(terminal, environment, clock, config -> path -> store(path));
    return ctl.run(arguments);
  }

  /** A configuration file that the commands find where they look by default. */
  void configure(Path home, String yaml) throws IOException {
    Path folder = Files.createDirectories(home.resolve(".config/patroni"));
    Files.writeString(folder.resolve("patronictl.yaml"), yaml);
    environment.put("HOME", home.toString());
  }

  void write(String key, String text) {
    store.write(key, text);
  }

  FakeMember api(int number) {
    return members.get(number);
  }

  /** Every member answers so. */
  void allAnswer(String request, int status, String body) {
    members.forEach(member -> member.answers(request, status, body));
  }

  InMemoryStore store() {
    return store;
  }

  void member(String name, String json) {
    try {
      client(name).announce(MemberCodec.decode(NodeName.of(name), json), call());
    } catch (StoreException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Gives leadership to a member that publishes this position. */
  void lead(String name, long position) {
    NodeName node = NodeName.of(name);
    store.removeLeader();
    try {
      LeaseResult result =
          client(name).acquire(new LeaseClaim(node, Optional.empty(), false), call());
      if (!(result instanceof LeaseResult.Held held)) {
        throw new IllegalStateException(result.toString());
      }
      client(name).renew(held.token(), new LeaderBeacon(position, Map.of(), List.of()), call());
    } catch (StoreException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All of them have got this far. */
  void position(long position) {
    lead("pg0", position);
    member("pg1", replica(1, position, ""));
    member("pg2", replica(2, position, ""));
  }

  /**
   * @param more further fields, each with a comma in front
   */
  String primary(int number, String more) {
    return """
        {%s,"state":"running","role":"primary","version":"4.1.4","xlog_location":67108960,\
        "timeline":1%s}"""
        .formatted(addresses(number), more);
  }

  String replica(int number, long position, String more) {
    return """
        {%s,"state":"running","role":"replica","version":"4.1.4","xlog_location":%d,\
        "receive_lsn":%2$d,"replay_lsn":%2$d,"replication_state":"streaming","timeline":1%3$s}"""
        .replace("%s", "%1$s")
        .replace("%d", "%2$d")
        .formatted(addresses(number), position, more);
  }

  private String addresses(int number) {
    return "\"conn_url\":\"postgres://127.0.0.1:55%02d/postgres\",\"api_url\":\"http://127.0.0.1:%d/patroni\""
        .formatted(number, members.get(number).port());
  }

  private ClusterStore store(String path) {
    return path.equals("batman")
        ? store.client(NodeName.of("ctl"))
        : new InMemoryStore(ticker).client(NodeName.of("ctl"));
  }

  private ClusterStore client(String name) {
    return clients.computeIfAbsent(name, node -> store.client(NodeName.of(node)));
  }

  private Call call() {
    return new Call(ticker.now().plus(Duration.ofSeconds(5)), LONG);
  }

  @Override
  public void close() {
    members.forEach(FakeMember::close);
    store.close();
  }
}
