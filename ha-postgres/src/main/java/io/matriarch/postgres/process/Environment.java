package io.matriarch.postgres.process;

import java.util.Map;

/** What PostgreSQL's programs may see of this process's environment. */
final class Environment {
  private Environment() {}

  /**
   * Removes what belongs to the agent (its own settings may hold secrets), what tells libpq where
   * to connect (we always say so; what tells a server how to score its processes stays), and what
   * describes the agent's user where another one takes over.
   */
  static void clean(Map<String, String> environment, boolean otherUser) {
    String arenas = environment.get("PG_MALLOC_ARENA_MAX");
    environment
        .keySet()
        .removeIf(
            name ->
                name.startsWith("PATRONI_")
                    || name.startsWith("KUBERNETES_")
                    || name.startsWith("PG") && !name.startsWith("PG_OOM_ADJUST_")
                    || name.equals("NOTIFY_SOCKET"));
    // What suits the agent need not suit a server.
    environment.remove("MALLOC_ARENA_MAX");
    if (arenas != null && !arenas.isEmpty()) {
      environment.put("MALLOC_ARENA_MAX", arenas);
    }
    removeUser(environment, otherUser);
  }

  /**
   * Removes what belongs to the agent alone: programs of the operator's are configured through
   * their environment, too.
   */
  static void cleanForScripts(Map<String, String> environment, boolean otherUser) {
    environment
        .keySet()
        .removeIf(name -> name.startsWith("PATRONI_") || name.equals("NOTIFY_SOCKET"));
    removeUser(environment, otherUser);
  }

  private static void removeUser(Map<String, String> environment, boolean otherUser) {
    if (otherUser) {
      environment.keySet().removeAll(java.util.Set.of("HOME", "USER", "LOGNAME", "MAIL"));
    }
  }
}
