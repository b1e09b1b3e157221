package io.matriarch.testkit.runtime;

import java.util.List;

/** The threads of this JVM that nodes run on. */
final class ThreadCount {
  private ThreadCount() {}

  /** Their names. */
  static List<String> of(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .sorted()
        .toList();
  }
}
