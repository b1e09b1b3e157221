package io.matriarch.examples.quickstart.interop;

/** Beside the generation of Patroni that distributions still ship. */
class FailoverBesidePatroni30EndToEnd extends FailoverBesidePatroni {
  FailoverBesidePatroni30EndToEnd() {
    super(Neighbours.OLD);
  }
}
