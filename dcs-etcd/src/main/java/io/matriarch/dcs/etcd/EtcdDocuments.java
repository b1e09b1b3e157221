package io.matriarch.dcs.etcd;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.DeleteOption;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.PutOption;
import io.matriarch.core.model.Call;
import io.matriarch.core.store.DocumentKind;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.WriteResult;
import io.matriarch.core.wire.KeyLayout;

/**
 * Writes and removes documents. A version is the revision in which the document was last written,
 * which no later one ever has again.
 */
final class EtcdDocuments {
  private final KeyLayout keys;
  private final Calls calls;

  EtcdDocuments(KeyLayout keys, Calls calls) {
    this.keys = keys;
    this.calls = calls;
  }

  WriteResult put(StoreDocument document, Expected expected, Call call) throws StoreException {
    String key = key(document.kind());
    ByteSequence at = Bytes.of(key);
    Op put = Op.put(at, Bytes.of(document.text()), PutOption.DEFAULT);
    TxnResponse done = calls.once(key, call, attempt -> commit(attempt, at, expected, put));
    return done.isSucceeded() ? WriteResult.APPLIED : WriteResult.CONFLICT;
  }

  WriteResult remove(DocumentKind kind, Expected expected, Call call) throws StoreException {
    String key = key(kind);
    ByteSequence at = Bytes.of(key);
    Op delete = Op.delete(at, DeleteOption.DEFAULT);
    TxnResponse done = calls.once(key, call, attempt -> commit(attempt, at, expected, delete));
    boolean absent = !done.isSucceeded() && done.getGetResponses().get(0).getKvs().isEmpty();
    return done.isSucceeded() || absent ? WriteResult.APPLIED : WriteResult.CONFLICT;
  }

  /** Where it is refused the answer shows what is there. */
  private static TxnResponse commit(Attempt attempt, ByteSequence at, Expected expected, Op op)
      throws Failure {
    return attempt.await(
        client ->
            client
                .getKVClient()
                .txn()
                .If(compared(at, expected))
                .Then(op)
                .Else(Op.get(at, GetOption.DEFAULT))
                .commit());
  }

  /** All of them must hold; none holds always. */
  private static Cmp[] compared(ByteSequence at, Expected expected) {
    if (expected instanceof Expected.Absent) {
      return new Cmp[] {new Cmp(at, Cmp.Op.EQUAL, CmpTarget.createRevision(0))};
    }
    if (expected instanceof Expected.Version exact) {
      long revision = Long.parseLong(exact.version());
      return new Cmp[] {
        new Cmp(at, Cmp.Op.EQUAL, CmpTarget.modRevision(revision)),
        // An absent key counts as written in revision 0.
        new Cmp(at, Cmp.Op.GREATER, CmpTarget.createRevision(0))
      };
    }
    return new Cmp[0];
  }

  private String key(DocumentKind kind) {
    return switch (kind) {
      case CONFIG -> keys.config();
      case INITIALIZE -> keys.initialize();
      case HISTORY -> keys.history();
      case FAILOVER -> keys.failover();
    };
  }
}
