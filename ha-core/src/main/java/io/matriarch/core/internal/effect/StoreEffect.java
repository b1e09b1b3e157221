package io.matriarch.core.internal.effect;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.store.DocumentKind;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.StoreDocument;

/** For the store lane. */
public sealed interface StoreEffect extends Effect {
  long id();

  Call call();

  record Read(long id, Call call) implements StoreEffect {}

  record Announce(long id, MemberRecord self, Call call) implements StoreEffect {}

  record Put(long id, StoreDocument document, Expected expected, Call call)
      implements StoreEffect {}

  record Remove(long id, DocumentKind kind, Expected expected, Call call) implements StoreEffect {}
}
