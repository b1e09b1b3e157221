package io.matriarch.cli.config;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything a command needs to know before it talks to anybody.
 *
 * @param source the file, for messages; empty if there is none
 * @param scope the cluster meant where none is named
 * @param namespace first part of all keys
 * @param store which store; absent: none was named
 * @param group the Citus group meant where none is named
 * @param access how members' REST APIs are spoken to
 */
public record CtlConfig(
    String source,
    Optional<String> scope,
    String namespace,
    Optional<StoreChoice> store,
    OptionalInt group,
    RestAccess access) {

  /** The section below a key, or an empty one. */
  @SuppressWarnings("unchecked") // keys were made text when the file was read
  static Map<String, Object> section(Map<String, Object> document, String key) {
    return document.get(key) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
