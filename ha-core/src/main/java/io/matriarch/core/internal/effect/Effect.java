package io.matriarch.core.internal.effect;

/** Something to be done outside of the machine. */
public sealed interface Effect
    permits StoreEffect,
        LeaseEffect,
        ResourceEffect,
        TaskEffect,
        PeerEffect,
        WatchdogEffect,
        NodeEffect {}
