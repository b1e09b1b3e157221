package io.matriarch.dcs.etcd;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.options.GetOption;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads a whole cluster in one request, to which the quorum agrees: no view is older than it. */
final class EtcdReader {

  private record Read(MonoTime sentAt, GetResponse answer) {}

  private final KeyLayout keys;
  private final Calls calls;
  private final Supplier<OptionalLong> leaderLease;

  /**
   * @param leaderLease id of the lease of the live claim, if there is one
   */
  EtcdReader(KeyLayout keys, Calls calls, Supplier<OptionalLong> leaderLease) {
    this.keys = keys;
    this.calls = calls;
    this.leaderLease = leaderLease;
  }

  ClusterView read(Call call) throws StoreException {
    ByteSequence prefix = Bytes.of(keys.base() + "/");
    GetOption all = GetOption.builder().isPrefix(true).build();
    Read read =
        calls.read(
            keys.base(),
            call,
            attempt -> {
              MonoTime sentAt = attempt.now();
              return new Read(
                  sentAt, attempt.await(client -> client.getKVClient().get(prefix, all)));
            });
    Map<String, KeyValue> byKey = new HashMap<>();
    read.answer().getKvs().forEach(one -> byKey.put(Bytes.text(one.getKey()), one));
    return view(read.sentAt(), byKey);
  }

  private ClusterView view(MonoTime sentAt, Map<String, KeyValue> byKey) {
    return new ClusterView(
        sentAt,
        Optional.ofNullable(byKey.get(keys.leader())).flatMap(this::leader),
        members(byKey),
        versioned(byKey, keys.config()),
        versioned(byKey, keys.initialize()),
        versioned(byKey, keys.failover()),
        versioned(byKey, keys.history()),
        versioned(byKey, keys.sync()),
        Optional.ofNullable(byKey.get(keys.failsafe())).map(one -> Bytes.text(one.getValue())),
        StatusCodec.decode(text(byKey, keys.status()), text(byKey, keys.legacyOptime())));
  }

  private SortedMap<NodeName, MemberRecord> members(Map<String, KeyValue> byKey) {
    String folder = keys.members() + "/";
    SortedMap<NodeName, MemberRecord> members = new TreeMap<>();
    byKey.forEach(
        (key, one) -> {
          String name = key.startsWith(folder) ? key.substring(folder.length()) : "";
          if (isName(name)) {
            NodeName member = NodeName.of(name);
            members.put(member, MemberCodec.decode(member, Bytes.text(one.getValue())));
          }
        });
    return members;
  }

  private Optional<LeaderRecord> leader(KeyValue record) {
    return holder(record)
        .map(
            holder ->
                new LeaderRecord(
                    holder,
                    new Term(record.getModRevision()),
                    leaderLease.get().equals(OptionalLong.of(record.getLease())),
                    Long.toString(record.getModRevision()),
                    Optional.empty()));
  }

  /** The name in the leader key; an empty or impossible one is nobody's. */
  static Optional<NodeName> holder(KeyValue leader) {
    return Optional.of(Bytes.text(leader.getValue())).filter(EtcdReader::isName).map(NodeName::of);
  }

  private static boolean isName(String text) {
    return !text.isBlank() && text.indexOf('/') < 0;
  }

  private static Optional<Versioned> versioned(Map<String, KeyValue> byKey, String key) {
    return Optional.ofNullable(byKey.get(key))
        .map(one -> new Versioned(Bytes.text(one.getValue()), Long.toString(one.getModRevision())));
  }

  private static String text(Map<String, KeyValue> byKey, String key) {
    return versioned(byKey, key).map(Versioned::value).orElse("");
  }
}
