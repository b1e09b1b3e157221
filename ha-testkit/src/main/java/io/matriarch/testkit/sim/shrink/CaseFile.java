package io.matriarch.testkit.sim.shrink;

import io.matriarch.testkit.sim.fault.Fault;
import io.matriarch.testkit.sim.fault.PlannedFault;
import io.matriarch.testkit.sim.fault.Swarm;
import io.matriarch.testkit.sim.run.Beginning;
import io.matriarch.testkit.store.StoreFlavour;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A case as text: a line per setting, then a line per fault; what follows a {@code #} is a note.
 */
public final class CaseFile {
  private static final String LEADER = "leader";

  private CaseFile() {}

  /**
   * @param notes lines for people
   */
  public static String write(SimCase written, List<String> notes) {
    Swarm swarm = written.swarm();
    StringBuilder text = new StringBuilder();
    notes.forEach(note -> text.append("# ").append(note).append('\n'));
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("seed", written.seed());
    settings.put("beginning", written.beginning());
    settings.put("nodes", swarm.nodes());
    settings.put("store", swarm.flavour());
    settings.put("guarded", swarm.guarded());
    settings.put("ttl", time(swarm.ttl()));
    settings.put("loop_wait", time(swarm.loopWait()));
    settings.put("retry_timeout", time(swarm.retryTimeout()));
    settings.put("maximum_lag", swarm.maximumLag());
    settings.put("check_timeline", swarm.timelinesChecked());
    settings.put("failsafe_mode", swarm.failsafe());
    settings.put("rewinds", swarm.rewinds());
    settings.put("primary_start_timeout", time(swarm.primaryStartTimeout()));
    settings.put("clock_drift", swarm.drift());
    settings.put("slow_messages", swarm.slowShare());
    settings.put("write_every", time(swarm.writeEvery()));
    settings.put("largest_commit", swarm.largestCommit());
    settings.put("disturbed_for", time(swarm.disturbance()));
    settings.forEach((key, value) -> text.append(key).append(' ').append(value).append('\n'));
    swarm.faults().forEach(planned -> text.append(fault(planned)).append('\n'));
    return text.toString();
  }

  private static String fault(PlannedFault planned) {
    String node =
        planned.node() == PlannedFault.LEADER
            ? LEADER
            : String.valueOf((char) ('a' + planned.node()));
    return "at %s for %s %s %s"
        .formatted(time(planned.at()), time(planned.lasts()), planned.fault(), node);
  }

  private static String time(Duration time) {
    BigDecimal seconds = BigDecimal.valueOf(time.toNanos(), 9).stripTrailingZeros();
    return seconds.toPlainString() + "s";
  }

  /**
   * @param name of the file, for complaints
   * @throws IllegalArgumentException with the place, the text and what should stand there
   */
  public static SimCase read(String name, String text) {
    Settings settings = new Settings(name);
    List<PlannedFault> faults = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
      if (words[0].equals("at")) {
        faults.add(fault(name, number, words));
      } else if (!words[0].isEmpty()) {
        settings.take(number, words);
      }
    }
    Swarm swarm =
        new Swarm(
            settings.get("nodes", Integer::parseInt),
            settings.get("store", StoreFlavour::valueOf),
            settings.get("guarded", Boolean::parseBoolean),
            settings.get("ttl", CaseFile::time),
            settings.get("loop_wait", CaseFile::time),
            settings.get("retry_timeout", CaseFile::time),
            settings.get("maximum_lag", Long::parseLong),
            settings.get("check_timeline", Boolean::parseBoolean),
            settings.get("failsafe_mode", Boolean::parseBoolean),
            settings.get("rewinds", Boolean::parseBoolean),
            settings.get("primary_start_timeout", CaseFile::time),
            settings.get("clock_drift", Double::parseDouble),
            settings.get("slow_messages", Double::parseDouble),
            settings.get("write_every", CaseFile::time),
            settings.get("largest_commit", Integer::parseInt),
            settings.get("disturbed_for", CaseFile::time),
            List.copyOf(faults));
    return new SimCase(
        settings.get("seed", Long::parseLong),
        settings.get("beginning", Beginning::valueOf),
        swarm);
  }

  private static PlannedFault fault(String name, int number, String[] words) {
    try {
      int node = words[5].equals(LEADER) ? PlannedFault.LEADER : words[5].charAt(0) - 'a';
      return new PlannedFault(time(words[1]), time(words[3]), Fault.valueOf(words[4]), node);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "%s:%d: '%s' is no fault; write: at 12.5s for 3s AGENT_PAUSE leader"
              .formatted(name, number, String.join(" ", words)),
          e);
    }
  }

  private static Duration time(String text) {
    String seconds = text.endsWith("s") ? text.substring(0, text.length() - 1) : "";
    return Duration.ofNanos(new BigDecimal(seconds).movePointRight(9).longValueExact());
  }
}
