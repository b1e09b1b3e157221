package io.matriarch.testkit.sim.shrink;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The lines that a case is made of: one per setting, then one per fault; what follows a {@code #}
 * is a note.
 */
final class CaseText {
  private static final String LEADER = "leader";
  private static final int WHOEVER_LEADS = -1;

  private final String file;
  private final Settings settings;
  private final List<FaultLine> faults = new ArrayList<>();

  private record FaultLine(int number, String[] words) {}

  /** Makes a fault of what its line says. */
  interface FaultReader<F> {
    /**
     * @param node counted from zero; negative: whoever leads
     * @throws IllegalArgumentException there is no such kind
     */
    F fault(Duration at, Duration lasts, String kind, int node);
  }

  private CaseText(String file) {
    this.file = file;
    this.settings = new Settings(file);
  }

  /**
   * @param file its name, for complaints
   * @throws IllegalArgumentException with the place, the text and what should stand there
   */
  static CaseText read(String file, String text) {
    CaseText read = new CaseText(file);
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String[] words = line.replaceFirst("#.*", "").strip().split("\\s+");
      if (words[0].equals("at")) {
        read.faults.add(new FaultLine(number, words));
      } else if (!words[0].isEmpty()) {
        read.settings.take(number, words);
      }
    }
    return read;
  }

  Settings settings() {
    return settings;
  }

  /**
   * @param example of a kind, for complaints
   */
  <F> List<F> faults(FaultReader<F> reader, Enum<?> example) {
    return faults.stream().map(line -> fault(line, reader, example)).toList();
  }

  private <F> F fault(FaultLine line, FaultReader<F> reader, Enum<?> example) {
    String[] words = line.words();
    try {
      int node = words[5].equals(LEADER) ? WHOEVER_LEADS : words[5].charAt(0) - 'a';
      return reader.fault(time(words[1]), time(words[3]), words[4], node);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "%s:%d: '%s' is no fault; write: at 12.5s for 3s %s leader"
              .formatted(file, line.number(), String.join(" ", words), example),
          e);
    }
  }

  static Duration time(String text) {
    String seconds = text.endsWith("s") ? text.substring(0, text.length() - 1) : "";
    return Duration.ofNanos(new BigDecimal(seconds).movePointRight(9).longValueExact());
  }

  /**
   * @param notes lines for people
   */
  static String write(List<String> notes, Map<String, Object> settings, List<String> faults) {
    StringBuilder text = new StringBuilder();
    notes.forEach(note -> text.append("# ").append(note).append('\n'));
    settings.forEach((key, value) -> text.append(key).append(' ').append(value).append('\n'));
    faults.forEach(fault -> text.append(fault).append('\n'));
    return text.toString();
  }

  /** The line of a fault. */
  static String fault(Duration at, Duration lasts, Enum<?> kind, int node) {
    String whom = node < 0 ? LEADER : String.valueOf((char) ('a' + node));
    return "at %s for %s %s %s".formatted(time(at), time(lasts), kind, whom);
  }

  static String time(Duration time) {
    BigDecimal seconds = BigDecimal.valueOf(time.toNanos(), 9).stripTrailingZeros();
    return seconds.toPlainString() + "s";
  }
}
