package io.matriarch.postgres.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What of the configured options one of the server's programs gets. */
final class ProgramOptions {
  private static final Logger LOG = LoggerFactory.getLogger(ProgramOptions.class);

  private ProgramOptions() {}

  /**
   * As arguments; names what is left out, without its value.
   *
   * @param key where the options are configured
   * @param options {@code name} or {@code name=value}, with or without leading dashes
   * @param decidedByTask whether the task itself decides such an option
   */
  static List<String> usable(String key, List<String> options, Predicate<String> decidedByTask) {
    List<String> usable = new ArrayList<>();
    for (String option : options) {
      String plain = option.replaceFirst("^--", "");
      if (decidedByTask.test(plain)) {
        LOG.warn("{}: option '{}' is not allowed and ignored; remove it", key, name(plain));
      } else {
        usable.add("--" + plain);
      }
    }
    return usable;
  }

  static String name(String option) {
    return option.replaceFirst("=.*$", "");
  }
}
