package io.matriarch.core.internal.event;

/** Anything that wakes the node. */
public sealed interface Event
    permits StoreEvent,
        LeaseEvent,
        ResourceEvent,
        TaskEvent,
        PeerEvent,
        WatchdogEvent,
        CommandEvent,
        TimerEvent {}
