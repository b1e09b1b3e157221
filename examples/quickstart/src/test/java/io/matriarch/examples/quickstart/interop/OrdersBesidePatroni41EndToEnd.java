package io.matriarch.examples.quickstart.interop;

/** Beside the generation of Patroni that is current. */
class OrdersBesidePatroni41EndToEnd extends OrdersBesidePatroni {
  OrdersBesidePatroni41EndToEnd() {
    super(Neighbours.CURRENT);
  }
}
