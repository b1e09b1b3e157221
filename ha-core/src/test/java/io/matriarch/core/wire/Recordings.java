package io.matriarch.core.wire;

import io.matriarch.core.config.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What real clusters of the other implementation wrote into their stores. */
final class Recordings {
  private Recordings() {}

  /** Values of one kind of key, in the order in which they were written, store after store. */
  static Stream<String> values(String kind) {
    return stores().flatMap(store -> values(store, kind).stream());
  }

  static Stream<String> stores() {
    return Stream.of("patroni-4.1.4-zookeeper.json", "patroni-4.1.4-etcd3.json");
  }

  static List<String> values(String store, String kind) {
    Object values = Json.object(text(store)).orElseThrow().get(kind);
    return Json.asArray(values).orElseThrow().stream().map(String.class::cast).toList();
  }

  private static String text(String store) {
    try (InputStream in = Recordings.class.getResourceAsStream("/recordings/" + store)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
