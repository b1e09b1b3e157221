package io.matriarch.core.internal.event;

/** Time alone woke the node. */
public sealed interface TimerEvent extends Event {

  record Woke() implements TimerEvent {}
}
