package io.matriarch.testkit.tck;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keys of a running cluster as Patroni wrote them, below the cluster's path. */
final class RecordedCluster {
  private static final String FILE = "recorded-cluster.txt";

  private RecordedCluster() {}

  /** Lines of keys and values in turn, after a comment. */
  static Map<String, String> keys() throws IOException {
    try (InputStream in = RecordedCluster.class.getResourceAsStream(FILE)) {
      List<String> lines =
          new String(in.readAllBytes(), UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList();
      Map<String, String> keys = new LinkedHashMap<>();
      for (int i = 0; i < lines.size(); i += 2) {
        keys.put(lines.get(i), lines.get(i + 1));
      }
      return keys;
    }
  }
}
