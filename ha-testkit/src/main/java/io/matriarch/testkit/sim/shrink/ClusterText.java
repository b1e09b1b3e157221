package io.matriarch.testkit.sim.shrink;

import io.matriarch.testkit.sim.fault.Fault;
import io.matriarch.testkit.sim.fault.PlannedFault;
import io.matriarch.testkit.sim.fault.Swarm;
import io.matriarch.testkit.sim.run.Beginning;
import io.matriarch.testkit.store.StoreFlavour;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A cluster's case as text. */
final class ClusterText {
  private ClusterText() {}

  static String write(SimCase written, List<String> notes) {
    Swarm swarm = written.swarm();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("seed", written.seed());
    settings.put("beginning", written.beginning());
    settings.put("nodes", swarm.nodes());
    settings.put("store", swarm.flavour());
    settings.put("guarded", swarm.guarded());
    settings.put("ttl", CaseText.time(swarm.ttl()));
    settings.put("loop_wait", CaseText.time(swarm.loopWait()));
    settings.put("retry_timeout", CaseText.time(swarm.retryTimeout()));
    settings.put("maximum_lag", swarm.maximumLag());
    settings.put("check_timeline", swarm.timelinesChecked());
    settings.put("failsafe_mode", swarm.failsafe());
    settings.put("rewinds", swarm.rewinds());
    settings.put("primary_start_timeout", CaseText.time(swarm.primaryStartTimeout()));
    settings.put("clock_drift", swarm.drift());
    settings.put("slow_messages", swarm.slowShare());
    settings.put("write_every", CaseText.time(swarm.writeEvery()));
    settings.put("largest_commit", swarm.largestCommit());
    settings.put("disturbed_for", CaseText.time(swarm.disturbance()));
    return CaseText.write(
        notes, settings, swarm.faults().stream().map(ClusterText::fault).toList());
  }

  private static String fault(PlannedFault planned) {
    return CaseText.fault(planned.at(), planned.lasts(), planned.fault(), planned.node());
  }

  static SimCase read(CaseText text) {
    Settings settings = text.settings();
    Swarm swarm =
        new Swarm(
            settings.get("nodes", Integer::parseInt),
            settings.get("store", StoreFlavour::valueOf),
            settings.get("guarded", Boolean::parseBoolean),
            settings.get("ttl", CaseText::time),
            settings.get("loop_wait", CaseText::time),
            settings.get("retry_timeout", CaseText::time),
            settings.get("maximum_lag", Long::parseLong),
            settings.get("check_timeline", Boolean::parseBoolean),
            settings.get("failsafe_mode", Boolean::parseBoolean),
            settings.get("rewinds", Boolean::parseBoolean),
            settings.get("primary_start_timeout", CaseText::time),
            settings.get("clock_drift", Double::parseDouble),
            settings.get("slow_messages", Double::parseDouble),
            settings.get("write_every", CaseText::time),
            settings.get("largest_commit", Integer::parseInt),
            settings.get("disturbed_for", CaseText::time),
            text.faults(
                (at, lasts, kind, node) -> new PlannedFault(at, lasts, Fault.valueOf(kind), node),
                Fault.AGENT_PAUSE));
    return new SimCase(
        settings.get("seed", Long::parseLong),
        settings.get("beginning", Beginning::valueOf),
        swarm);
  }
}
