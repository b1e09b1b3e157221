package io.matriarch.core.internal.event;

import io.matriarch.core.model.ClusterView;
import io.matriarch.core.store.WriteResult;

/** From the store: reading, documents, announcements. */
public sealed interface StoreEvent extends Event {

  /** Something may have changed. */
  record Hint() implements StoreEvent {}

  record Read(long id, ClusterView view) implements StoreEvent {}

  record ReadFailed(long id, Failure failure) implements StoreEvent {}

  /** A document or announcement was written, or definitely not. */
  record Written(long id, WriteResult result) implements StoreEvent {}

  record WriteFailed(long id, Failure failure) implements StoreEvent {}
}
