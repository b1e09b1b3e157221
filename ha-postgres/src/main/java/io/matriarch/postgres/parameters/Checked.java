package io.matriarch.postgres.parameters;

import java.util.LinkedHashMap;
import java.util.Map;

/** The last few parameter sets that were checked: a node has one per role. */
final class Checked extends LinkedHashMap<Map<String, String>, Map<String, String>> {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 8;

  @Override
  protected boolean removeEldestEntry(Map.Entry<Map<String, String>, Map<String, String>> eldest) {
    return size() > MOST;
  }
}
