package io.matriarch.dcs.etcd;

import io.matriarch.core.store.OutcomeUnknownException;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.StoreRejectedException;
import io.matriarch.core.store.StoreUnavailableException;

/** Turns failures into what the caller knows now. */
final class EtcdFailures {
  private EtcdFailures() {}

  /** A read without an answer changed nothing, whatever the cause. */
  static StoreException ofRead(Failure failure, String key) {
    return failure.is(Failure.Kind.UNKNOWN) ? unavailable(failure, key) : ofWrite(failure, key);
  }

  static StoreException ofWrite(Failure failure, String key) {
    return switch (failure.kind()) {
      case REJECTED ->
          new StoreRejectedException("etcd refuses " + key + ": " + failure.getMessage(), failure);
      case UNKNOWN ->
          new OutcomeUnknownException(
              "etcd's answer about " + key + " is lost: " + failure.getMessage(), failure);
      case NOT_CONNECTED, NOT_APPLIED, LEASE_GONE, TOKEN_OLD -> unavailable(failure, key);
    };
  }

  static StoreUnavailableException unavailable(Failure failure, String key) {
    return new StoreUnavailableException(
        "etcd does not answer about " + key + ": " + failure.getMessage(), failure);
  }

  static StoreUnavailableException closed() {
    return new StoreUnavailableException("the etcd store has been closed", null);
  }
}
