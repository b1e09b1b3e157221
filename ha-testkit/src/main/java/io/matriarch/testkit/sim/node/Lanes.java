package io.matriarch.testkit.sim.node;

/** Everything that performs an agent's effects. */
record Lanes(
    LeaseLane lease,
    StoreLane store,
    ProbeLane probe,
    TaskLane tasks,
    PeerLane peers,
    SimGuard guard,
    WatchdogLane watchdog) {}
