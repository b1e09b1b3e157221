package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Term;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.wire.KeyLayout;
import io.matriarch.core.wire.MemberCodec;
import io.matriarch.core.wire.StatusCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Reads a whole cluster: a sync, behind it whatever is not known already, and then nothing but what
 * was known no more when the sync had been answered. So the view is no older than the sync, and a
 * cluster in which nothing happens costs one request, which others may share.
 */
final class ZooKeeperReader {
  private final KeyLayout keys;
  private final SharedSession shared;
  private final KnownKeys known;
  private final Supplier<OptionalLong> leaderSession;

  /**
   * @param leaderSession id of the live session for the leader key, if there is one
   */
  ZooKeeperReader(
      KeyLayout keys, SharedSession shared, KnownKeys known, Supplier<OptionalLong> leaderSession) {
    this.keys = keys;
    this.shared = shared;
    this.known = known;
    this.leaderSession = leaderSession;
  }

  ClusterView read(Call call) throws StoreException {
    ZooKeeperSession session = shared.connected(call);
    Beat.Sent<Void> sync = shared.sync(session, known.syncNotBefore());
    known.names(session, keys.base());
    known.names(session, keys.members());
    Reply<Void> synced = session.await(sync.answer(), call);
    if (!synced.ok()) {
      throw ZooKeeperFailures.ofRead(synced.code(), keys.base());
    }
    Set<String> present = Set.copyOf(names(session, keys.base(), call));
    Map<String, CompletableFuture<Reply<Node>>> gets = new LinkedHashMap<>();
    for (String path : fixedKeys()) {
      if (present.contains(nameBelowBase(path))) {
        gets.put(path, known.node(session, path));
      }
    }
    Map<NodeName, CompletableFuture<Reply<Node>>> members = new LinkedHashMap<>();
    for (String name : names(session, keys.members(), call)) {
      members.put(NodeName.of(name), known.node(session, keys.members() + "/" + name));
    }
    Documents documents = new Documents(new LinkedHashMap<>());
    for (var get : gets.entrySet()) {
      Optional<Node> node = node(session.await(get.getValue(), call), get.getKey());
      node.ifPresent(found -> documents.byPath().put(get.getKey(), found));
    }
    SortedMap<NodeName, MemberRecord> records = new TreeMap<>();
    for (var get : members.entrySet()) {
      Optional<Node> node = node(session.await(get.getValue(), call), keys.member(get.getKey()));
      node.ifPresent(
          found -> records.put(get.getKey(), MemberCodec.decode(get.getKey(), found.text())));
    }
    return view(sync.sentAt(), documents, records);
  }

  private List<String> fixedKeys() {
    return List.of(
        keys.leader(),
        keys.config(),
        keys.initialize(),
        keys.failover(),
        keys.history(),
        keys.sync(),
        keys.failsafe(),
        keys.status(),
        keys.legacyOptime());
  }

  /** Of the key itself, or of the folder that it is in. */
  private String nameBelowBase(String path) {
    String below = path.substring(keys.base().length() + 1);
    int slash = below.indexOf('/');
    return slash < 0 ? below : below.substring(0, slash);
  }

  private List<String> names(ZooKeeperSession session, String folder, Call call)
      throws StoreException {
    Reply<List<String>> reply = session.await(known.names(session, folder), call);
    return switch (reply.code()) {
      case OK -> reply.body().stream().filter(name -> !name.isBlank()).toList();
      case NONODE -> List.of();
      default -> throw ZooKeeperFailures.ofRead(reply.code(), folder);
    };
  }

  private static Optional<Node> node(Reply<Node> reply, String path) throws StoreException {
    return switch (reply.code()) {
      case OK -> Optional.of(reply.body());
      case NONODE -> Optional.empty();
      default -> throw ZooKeeperFailures.ofRead(reply.code(), path);
    };
  }

  private ClusterView view(
      MonoTime sentAt, Documents documents, SortedMap<NodeName, MemberRecord> members) {
    return new ClusterView(
        sentAt,
        documents.node(keys.leader()).flatMap(this::leader),
        members,
        documents.versioned(keys.config()),
        documents.versioned(keys.initialize()),
        documents.versioned(keys.failover()),
        documents.versioned(keys.history()),
        documents.versioned(keys.sync()),
        documents.node(keys.failsafe()).map(Node::text),
        StatusCodec.decode(documents.text(keys.status()), documents.text(keys.legacyOptime())));
  }

  private Optional<LeaderRecord> leader(Node node) {
    return holder(node)
        .map(
            holder ->
                new LeaderRecord(
                    holder,
                    new Term(node.stat().getCzxid()),
                    leaderSession.get().equals(OptionalLong.of(node.stat().getEphemeralOwner())),
                    Long.toString(node.stat().getCzxid()),
                    Optional.empty()));
  }

  /** The name in the leader key; an empty or impossible one is nobody's. */
  static Optional<NodeName> holder(Node leader) {
    String name = leader.text();
    return name.isBlank() || name.indexOf('/') >= 0
        ? Optional.empty()
        : Optional.of(NodeName.of(name));
  }

  private record Documents(Map<String, Node> byPath) {
    Optional<Node> node(String path) {
      return Optional.ofNullable(byPath.get(path));
    }

    Optional<Versioned> versioned(String path) {
      return node(path).map(found -> new Versioned(found.text(), found.version()));
    }

    String text(String path) {
      return node(path).map(Node::text).orElse("");
    }
  }
}
