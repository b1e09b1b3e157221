package io.matriarch.examples.quickstart.interop;

import io.matriarch.examples.quickstart.cluster.StoreKind;

/** Beside the generation of Patroni that is current, on a store that both keep differently. */
class FailoverOnEtcdEndToEnd extends FailoverBesidePatroni {
  FailoverOnEtcdEndToEnd() {
    super(Neighbours.CURRENT, StoreKind.ETCD);
  }
}
