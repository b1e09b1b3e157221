package io.matriarch.testkit.sim.shrink;

import io.matriarch.core.internal.machine.ElectionPolicy;
import io.matriarch.testkit.sim.election.ElectionSwarm;
import io.matriarch.testkit.sim.election.ElectionSwarm.Planned;
import io.matriarch.testkit.sim.election.Trouble;
import io.matriarch.testkit.store.StoreFlavour;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The case of an election without data as text. */
final class ElectionText {
  private static final String PARTICIPANTS = "participants";

  private ElectionText() {}

  /** It is such a text. */
  static boolean is(CaseText text) {
    return text.settings().has(PARTICIPANTS);
  }

  static String write(ElectionCase written, List<String> notes) {
    ElectionSwarm swarm = written.swarm();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("seed", written.seed());
    settings.put(PARTICIPANTS, swarm.participants());
    settings.put("store", swarm.flavour());
    settings.put("ttl", CaseText.time(swarm.policy().timing().ttl()));
    settings.put("minimum_between", CaseText.time(swarm.policy().minimumBetween()));
    settings.put("clock_drift", swarm.drift());
    settings.put("slow_messages", swarm.slowShare());
    settings.put("disturbed_for", CaseText.time(swarm.disturbance()));
    return CaseText.write(
        notes, settings, swarm.troubles().stream().map(ElectionText::trouble).toList());
  }

  private static String trouble(Planned planned) {
    return CaseText.fault(planned.at(), planned.lasts(), planned.trouble(), planned.participant());
  }

  static ElectionCase read(CaseText text) {
    Settings settings = text.settings();
    ElectionSwarm swarm =
        new ElectionSwarm(
            settings.get(PARTICIPANTS, Integer::parseInt),
            settings.get("store", StoreFlavour::valueOf),
            ElectionPolicy.of(
                settings.get("ttl", CaseText::time),
                settings.get("minimum_between", CaseText::time)),
            settings.get("clock_drift", Double::parseDouble),
            settings.get("slow_messages", Double::parseDouble),
            settings.get("disturbed_for", CaseText::time),
            text.faults(
                (at, lasts, kind, participant) ->
                    new Planned(at, lasts, Trouble.valueOf(kind), participant),
                Trouble.PROCESS_STOPPED));
    return new ElectionCase(settings.get("seed", Long::parseLong), swarm);
  }
}
