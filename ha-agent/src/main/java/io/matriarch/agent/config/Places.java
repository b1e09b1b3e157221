package io.matriarch.agent.config;

import java.util.HashMap;
import java.util.Map;

/**
 * Where each key of a document came from: a file, or a variable of the environment. Not thread
 * safe.
 */
final class Places {
  private final String everything;
  private final Map<String, String> exceptions = new HashMap<>();

  /**
   * @param everything place of whatever is not told otherwise
   */
  Places(String everything) {
    this.everything = everything;
  }

  /** A later place of the same key counts. */
  void put(String path, String place) {
    exceptions.put(path, place);
  }

  /** What is missing is looked for where the section around it came from. */
  String of(String path) {
    String looked = path;
    while (!looked.isEmpty()) {
      String place = exceptions.get(looked);
      if (place != null) {
        return place;
      }
      looked = looked.substring(0, Math.max(0, looked.lastIndexOf('.')));
    }
    return everything;
  }
}
