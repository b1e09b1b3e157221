package io.matriarch.postgres.parameters;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parameter that the server cannot use as it is.
 *
 * @param name as it was configured
 * @param problem without the value, which may be a secret
 * @param replacement the nearest value that can be used; empty if there is none
 */
record ParameterFault(String name, String problem, Optional<String> replacement) {
  private static final Pattern UNKNOWN =
      Pattern.compile("unrecognized configuration parameter \"([^\"]+)\"");
  private static final Pattern RANGE =
      Pattern.compile(
          "(?:LOG|FATAL|ERROR):\\s+(\\S+)(?: \\S+)? is outside the valid range for parameter"
              + " \"([^\"]+)\" \\((\\S+)(?: \\S+)? \\.\\. ([^\\s)]+)(?: \\S+)?\\)");
  private static final Pattern INVALID =
      Pattern.compile(
          "(?:LOG|FATAL|ERROR):\\s+(?:invalid value for )?parameter \"([^\"]+)\"(:| requires| can)");

  /** All that the server complained about, of these names. */
  static List<ParameterFault> in(String output, Set<String> names) {
    List<ParameterFault> faults = new ArrayList<>();
    for (String line : output.lines().toList()) {
      of(line)
          .filter(fault -> faults.stream().noneMatch(f -> f.name().equals(fault.name())))
          .flatMap(fault -> fault.configured(names))
          .ifPresent(faults::add);
    }
    return faults;
  }

  private static Optional<ParameterFault> of(String line) {
    Matcher unknown = UNKNOWN.matcher(line);
    if (unknown.find()) {
      return Optional.of(
          new ParameterFault(unknown.group(1), "is not known to this server", Optional.empty()));
    }
    Matcher range = RANGE.matcher(line);
    if (range.find()) {
      return Optional.of(outside(range));
    }
    Matcher invalid = INVALID.matcher(line);
    return invalid.find()
        ? Optional.of(
            new ParameterFault(
                invalid.group(1), "has a value that this server refuses", Optional.empty()))
        : Optional.empty();
  }

  private static ParameterFault outside(Matcher range) {
    try {
      boolean below = new BigDecimal(range.group(1)).compareTo(new BigDecimal(range.group(3))) < 0;
      String nearest = range.group(below ? 3 : 4);
      return new ParameterFault(
          range.group(2),
          "is not between " + range.group(3) + " and " + range.group(4),
          Optional.of(nearest));
    } catch (NumberFormatException notANumber) {
      return new ParameterFault(range.group(2), "is out of range", Optional.empty());
    }
  }

  /** The server has its own spelling of some names. */
  private Optional<ParameterFault> configured(Set<String> names) {
    return names.stream()
        .filter(n -> n.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .map(n -> new ParameterFault(n, problem, replacement));
  }

  @Override
  public String toString() {
    return "parameter "
        + name
        + " "
        + problem
        + replacement.map(value -> "; " + value + " is used").orElse("; it is left out");
  }
}
