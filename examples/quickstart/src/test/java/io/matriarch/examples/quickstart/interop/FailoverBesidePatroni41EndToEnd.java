package io.matriarch.examples.quickstart.interop;

/** Beside the generation of Patroni that is current. */
class FailoverBesidePatroni41EndToEnd extends FailoverBesidePatroni {
  FailoverBesidePatroni41EndToEnd() {
    super(Neighbours.CURRENT);
  }
}
