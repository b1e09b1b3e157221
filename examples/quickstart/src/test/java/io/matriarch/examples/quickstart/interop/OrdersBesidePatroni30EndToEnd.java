package io.matriarch.examples.quickstart.interop;

/** Beside the generation of Patroni that distributions still ship. */
class OrdersBesidePatroni30EndToEnd extends OrdersBesidePatroni {
  OrdersBesidePatroni30EndToEnd() {
    super(Neighbours.OLD);
  }
}
