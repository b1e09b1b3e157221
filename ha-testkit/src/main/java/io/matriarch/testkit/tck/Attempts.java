package io.matriarch.testkit.tck;

import static io.matriarch.testkit.tck.Records.member;
import static io.matriarch.testkit.tck.Trial.BEACON;

import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.DocumentKind;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.LeaseToken;
import io.matriarch.core.store.StoreDocument;
import java.util.List;
import java.util.concurrent.Callable;

/** One of each call, with little time. */
final class Attempts {
  private Attempts() {}

  /**
   * A call and its name.
   *
   * @param name for messages
   * @param call what to try; it takes its deadline when it begins
   */
  record Named(String name, Callable<?> call) {}

  static List<Named> of(Trial trial, ClusterStore store, String node, LeaseToken token) {
    return List.of(
        new Named("read", () -> store.read(trial.brief())),
        new Named("renew", () -> store.renew(token, BEACON, trial.brief())),
        new Named("acquire", () -> store.acquire(trial.claim(node), trial.brief())),
        new Named("announce", () -> store.announce(member(node, 2), trial.brief())),
        new Named(
            "put", () -> store.put(new StoreDocument.Config("{}"), Expected.ANY, trial.brief())),
        new Named("remove", () -> store.remove(DocumentKind.CONFIG, Expected.ANY, trial.brief())),
        new Named("release", () -> store.release(token, BEACON, trial.brief())));
  }
}
