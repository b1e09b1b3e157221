package io.matriarch.dcs.etcd;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.DeleteOption;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Term;
import io.matriarch.core.wire.FailsafeCodec;
import io.matriarch.core.wire.KeyLayout;
import io.matriarch.core.wire.StatusCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The transactions that take, prove and give up the leader key. The revision of the put that took
 * it is the term, and every write compares it: whatever comes late finds another revision there.
 */
final class LeaderKey {
  private final KeyLayout keys;
  private final ByteSequence key;

  LeaderKey(KeyLayout keys) {
    this.keys = keys;
    this.key = Bytes.of(keys.leader());
  }

  /** Takes it if nobody has it. */
  TxnResponse take(Attempt attempt, NodeName name, Leases.Lease lease) throws Failure {
    return commit(
        attempt,
        new Cmp(key, Cmp.Op.EQUAL, CmpTarget.createRevision(0)),
        List.of(put(name, lease)));
  }

  /** Takes it from a record of the own name, if it is still this one. */
  TxnResponse replace(Attempt attempt, KeyValue record, NodeName name, Leases.Lease lease)
      throws Failure {
    return commit(attempt, unchanged(record.getModRevision()), List.of(put(name, lease)));
  }

  /** Writes texts by key where it is still ours; with nothing to write, looks whether it is. */
  TxnResponse prove(Attempt attempt, Term term, Map<String, String> news) throws Failure {
    List<Op> ops = news.isEmpty() ? List.of(get()) : puts(news);
    return commit(attempt, unchanged(term.value()), ops);
  }

  /** Writes texts by key and removes it, where it is still ours. */
  TxnResponse giveUp(Attempt attempt, Term term, Map<String, String> news) throws Failure {
    List<Op> ops = new ArrayList<>(puts(news));
    ops.add(Op.delete(key, DeleteOption.DEFAULT));
    return commit(attempt, unchanged(term.value()), ops);
  }

  /** The record that stood in the way of a transaction, if there was one. */
  static Optional<KeyValue> found(TxnResponse refused) {
    return refused.getGetResponses().get(0).getKvs().stream().findFirst();
  }

  /** What is to stand beside the leader key, by key. */
  Map<String, String> news(LeaderBeacon beacon) {
    Map<String, String> news = status(beacon);
    beacon
        .failsafe()
        .ifPresent(members -> news.put(keys.failsafe(), FailsafeCodec.encode(members)));
    return news;
  }

  /** Empty as long as there is no position: an older one must not be overwritten with none. */
  Map<String, String> status(LeaderBeacon beacon) {
    Map<String, String> news = new LinkedHashMap<>();
    if (beacon.position() > 0) {
      news.put(keys.status(), StatusCodec.encode(beacon));
    }
    return news;
  }

  /** Where it is refused the answer shows the record that is there. */
  private TxnResponse commit(Attempt attempt, Cmp expected, List<Op> ops) throws Failure {
    return attempt.await(
        client ->
            client
                .getKVClient()
                .txn()
                .If(expected)
                .Then(ops.toArray(Op[]::new))
                .Else(get())
                .commit());
  }

  private Cmp unchanged(long revision) {
    return new Cmp(key, Cmp.Op.EQUAL, CmpTarget.modRevision(revision));
  }

  private Op get() {
    return Op.get(key, GetOption.DEFAULT);
  }

  private Op put(NodeName name, Leases.Lease lease) {
    PutOption bound = PutOption.builder().withLeaseId(lease.id()).build();
    return Op.put(key, Bytes.of(name.value()), bound);
  }

  private static List<Op> puts(Map<String, String> news) {
    return news.entrySet().stream()
        .<Op>map(one -> Op.put(Bytes.of(one.getKey()), Bytes.of(one.getValue()), PutOption.DEFAULT))
        .toList();
  }
}
