package io.matriarch.postgres;

import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.HaNodeBuilder;
import io.matriarch.core.api.HaThreads;
import io.matriarch.core.api.NodeListener;
import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.config.Timing;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Tags;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.peer.PeerGateway;
import io.matriarch.core.resource.Watchdog;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.StoreConnection;
import io.matriarch.core.store.StoreException;
import io.matriarch.postgres.predecessor.DynamicConfigCache;
import io.matriarch.postgres.predecessor.Incarnation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Builds a {@link PostgresNode}. Needed are a store, a data directory, the roles' passwords, and
 * peers with the address of the own API, without which there is no failover. What says "of a new
 * cluster" counts when this node creates it; afterwards the configuration in the store does, which
 * is changed by commands. Not thread safe; to be used once.
 */
public final class PostgresNodeBuilder {
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final String scope;
  private final NodeName name;
  private final NewClusterConfig dynamic = new NewClusterConfig();
  private String namespace = "service";
  private StoreConnection store;
  private Path dataDirectory;
  private Optional<Path> programs = Optional.empty();
  private String listen = "127.0.0.1";
  private int port = 5432;
  private Optional<String> advertised = Optional.empty();
  private Credentials superuser;
  private Credentials replication;
  private Consumer<PostgresConfigBuilder> more = server -> {};
  private PeerGateway peers;
  private String apiUrl = "";
  private Tags tags = Tags.NONE;
  private NodeListener listener = new NodeListener() {};
  private Optional<HaThreads> threads = Optional.empty();
  private Optional<Watchdog> watchdog = Optional.empty();
  private boolean watchdogRequired;

  PostgresNodeBuilder(String scope, String name) {
    this.scope = scope;
    this.name = NodeName.of(name);
  }

  /**
   * First part of the keys' path in the store; default: {@code service}.
   *
   * @param value shared by all members
   * @return this builder
   */
  public PostgresNodeBuilder namespace(String value) {
    namespace = value;
    return this;
  }

  /**
   * Where leader and members are written down, e.g. {@code Stores.connect("zookeeper",
   * Map.of("hosts", "zk1:2181"))}.
   *
   * @param value may be shared; stays open when the node ends
   * @return this builder
   */
  public PostgresNodeBuilder store(StoreConnection value) {
    store = value;
    return this;
  }

  /**
   * The server's data.
   *
   * @param value need not exist; its parent should be writable, since copies are made beside it
   * @return this builder
   */
  public PostgresNodeBuilder dataDirectory(Path value) {
    dataDirectory = value;
    return this;
  }

  /**
   * Who ends the server if this program dies or freezes while it is the primary, e.g. {@code
   * Leash.beside(dataDirectory)}. Without, such a primary stays writable beside the next one.
   *
   * @param value used by this node alone, which closes it
   * @param required this node does not lead while it cannot be used; {@code Leash.compiled} is
   *     meant for that
   * @return this builder
   */
  public PostgresNodeBuilder watchdog(Watchdog value, boolean required) {
    watchdog = Optional.of(value);
    watchdogRequired = required;
    return this;
  }

  /**
   * Where {@code postgres} and its tools are; default: {@link InstalledServer} finds them.
   *
   * @param directory e.g. {@code /usr/lib/postgresql/15/bin}
   * @return this builder
   */
  public PostgresNodeBuilder programs(Path directory) {
    programs = Optional.of(directory);
    return this;
  }

  /**
   * Where the server listens; default: 127.0.0.1, port 5432.
   *
   * @param host one address, or {@code *} for all
   * @param onPort 1 to 65535
   * @return this builder
   */
  public PostgresNodeBuilder listen(String host, int onPort) {
    listen = host;
    port = onPort;
    return this;
  }

  /**
   * Where clients and other members reach the server; default: where it listens.
   *
   * @param host name or address
   * @return this builder
   */
  public PostgresNodeBuilder advertise(String host) {
    advertised = Optional.of(host);
    return this;
  }

  /**
   * The administrative role, which a new cluster is created with.
   *
   * @param user its name
   * @param password never printed
   * @return this builder
   */
  public PostgresNodeBuilder superuser(String user, String password) {
    superuser = Credentials.of(user, password);
    return this;
  }

  /**
   * The role with which replicas stream; created in a new cluster.
   *
   * @param user its name
   * @param password never printed
   * @return this builder
   */
  public PostgresNodeBuilder replication(String user, String password) {
    replication = Credentials.of(user, password);
    return this;
  }

  /**
   * Anything else about the local server; counts more than what is said here.
   *
   * @param adjusts is given a builder with all that was said here
   * @return this builder
   */
  public PostgresNodeBuilder server(Consumer<PostgresConfigBuilder> adjusts) {
    more = more.andThen(adjusts);
    return this;
  }

  /**
   * How long leadership of a new cluster outlives its last renewal: whole seconds, at least 3;
   * default: 30. The pauses between looks and retries follow it, a third each and 10 s at most. As
   * long as a member of another kind takes part it counts as 20 at least, and a store may keep only
   * longer ones: ZooKeeper five ticks of its servers.
   *
   * @param value the same for all members, whoever creates the cluster
   * @return this builder
   */
  public PostgresNodeBuilder ttl(Duration value) {
    dynamic.ttl(value);
    return this;
  }

  /**
   * How far in a new cluster a replica may be behind and still take over: as many bytes may be lost
   * at most, and what was written since the primary last published its position; default: 1 MiB.
   *
   * @param bytes of WAL
   * @return this builder
   */
  public PostgresNodeBuilder maximumLag(long bytes) {
    dynamic.put("maximum_lag_on_failover", bytes);
    return this;
  }

  /**
   * A server parameter of all members of a new cluster.
   *
   * @param parameter e.g. {@code max_connections}
   * @param value text, number or boolean
   * @return this builder
   */
  public PostgresNodeBuilder parameter(String parameter, Object value) {
    dynamic.parameter(parameter, value);
    return this;
  }

  /**
   * Anything else of a new cluster's dynamic configuration, as a JSON object that is merged into
   * what was said before, e.g. {@code {"failsafe_mode": true}}.
   *
   * @param json an object
   * @return this builder
   * @throws IllegalArgumentException this is no JSON object
   */
  public PostgresNodeBuilder configuration(String json) {
    dynamic.merge(json);
    return this;
  }

  /**
   * How other members are asked.
   *
   * @param value used by this node alone, which closes it
   * @return this builder
   */
  public PostgresNodeBuilder peers(PeerGateway value) {
    peers = value;
    return this;
  }

  /**
   * Where the others ask this node; without it nobody can take this one's place or let it take
   * over.
   *
   * @param value e.g. {@code http://10.0.0.1:8008/patroni}
   * @return this builder
   */
  public PostgresNodeBuilder apiUrl(String value) {
    apiUrl = value;
    return this;
  }

  /**
   * What is particular about this member; default: nothing.
   *
   * @param value e.g. {@code new Tags(Map.of("nofailover", true))}
   * @return this builder
   */
  public PostgresNodeBuilder tags(Tags value) {
    tags = value;
    return this;
  }

  /**
   * Who hears of changes of role and of decisions; default: nobody.
   *
   * @param value called on a thread for it alone
   * @return this builder
   */
  public PostgresNodeBuilder listener(NodeListener value) {
    listener = value;
    return this;
  }

  /**
   * Threads to be shared with other nodes; default: threads of its own.
   *
   * @param value closed by whoever made it, after this node
   * @return this builder
   */
  public PostgresNodeBuilder threads(HaThreads value) {
    threads = Optional.of(value);
    return this;
  }

  /**
   * Makes the node. Touches nothing, except that it looks into the store, for five seconds at most,
   * if an earlier process of this node may have been killed as the leader: what that one left need
   * not expire then.
   *
   * @return a node that has not started
   * @throws IllegalArgumentException something is missing or cannot be used; one line says what,
   *     and the remedy
   */
  public PostgresNode build() {
    require(store, "store", "say where leader and members are written down");
    require(dataDirectory, "dataDirectory", "name the server's data directory");
    require(superuser, "superuser", "name the administrative role and its password");
    require(replication, "replication", "name the role that replicas stream with");
    require(peers, "peers", "say how the other members are asked");
    String connUrl = connUrl();
    try {
      PostgresConfig server = server();
      String bootstrap = dynamic.toJson();
      ClusterId cluster = new ClusterId(namespace, scope);
      return build(connUrl + server.database(), server, bootstrap, cluster);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private PostgresNode build(
      String connUrl, PostgresConfig server, String bootstrap, ClusterId cluster) {
    Ticker ticker = new SystemTicker();
    ClusterStore keys = store.cluster(cluster, name);
    Incarnation incarnation = Incarnation.of(cluster, name, server.dataDir());
    DynamicConfigCache cache = new DynamicConfigCache(server.dataDir());
    NodeSettings settings =
        new NodeSettings(
            cluster,
            name,
            connUrl,
            "",
            apiUrl,
            tags,
            Optional.of(bootstrap),
            predecessorDied(incarnation, keys, ticker));
    Bell bell = new Bell(listener);
    HaNodeBuilder node =
        new HaNodeBuilder(settings)
            .store(keys)
            .resource(new PostgresResource(server, ticker))
            .peers(peers)
            .ticker(ticker)
            .initialConfig(cache.read())
            .listener(bell);
    threads.ifPresent(node::threads);
    watchdog.ifPresent(w -> node.watchdog(w, watchdogRequired));
    HaNode ha = node.build();
    bell.first(
        () -> {
          cache.keep(ha.status());
          incarnation.keep(ha.status());
        });
    return new PostgresNode(ha, bell);
  }

  /** If the store cannot be read now, its key has to expire. */
  private static boolean predecessorDied(
      Incarnation incarnation, ClusterStore keys, Ticker ticker) {
    if (!incarnation.hadPredecessor()) {
      return false;
    }
    try {
      Call call = new Call(ticker.now().plus(LOOK), Timing.DEFAULT.ttl());
      return incarnation.leftLeaderKey(keys.read(call));
    } catch (StoreException unreadable) {
      return false;
    }
  }

  private PostgresConfig server() {
    PostgresConfigBuilder server =
        PostgresConfig.builder(name.value(), scope, dataDirectory)
            .binDir(programs.orElseGet(() -> InstalledServer.find(dataDirectory)))
            .listen(List.of(listen), port)
            .superuser(superuser)
            .replication(replication)
            .initdbOptions(NewClusterConfig.INITDB)
            .bootstrapPgHba(NewClusterConfig.hba(replication.user()));
    more.accept(server);
    return server.build();
  }

  private String connUrl() {
    String host = advertised.orElse(listen);
    if (host.isBlank() || host.equals("*") || host.equals("0.0.0.0") || host.equals("::")) {
      throw wrong(
          "listen: '%s' is no address that others can reach; name one with advertise"
              .formatted(host));
    }
    return "postgres://%s:%d/".formatted(host.indexOf(':') >= 0 ? "[" + host + "]" : host, port);
  }

  private void require(Object given, String what, String remedy) {
    if (given == null) {
      throw wrong(what + ": is missing; " + remedy);
    }
  }

  private IllegalArgumentException wrong(String line) {
    return new IllegalArgumentException("PostgresNode " + name + ": " + line);
  }
}
