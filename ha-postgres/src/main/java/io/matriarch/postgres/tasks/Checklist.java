package io.matriarch.postgres.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was looked at before anything is touched, one line each. One thread. */
final class Checklist {
  private static final Logger LOG = LoggerFactory.getLogger(Checklist.class);

  private final Memory memory;
  private final String what;
  private final List<String> objections = new ArrayList<>();

  /**
   * @param memory what is found again and again is told once
   */
  Checklist(Memory memory, String what) {
    this.memory = memory;
    this.what = what;
  }

  /**
   * @param objection why not; empty: there is nothing against it
   */
  void add(String check, Optional<String> objection) {
    String finding = objection.orElse("ok");
    if (memory.isNews(what + ": " + check, finding)) {
      LOG.info("before the {}: {}: {}", what, check, finding);
    }
    objection.ifPresent(objections::add);
  }

  /** The first thing that speaks against it. */
  Optional<String> objection() {
    return objections.stream().findFirst();
  }
}
