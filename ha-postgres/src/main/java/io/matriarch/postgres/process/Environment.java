package io.matriarch.postgres.process;

import java.util.Map;

/** What PostgreSQL's programs may see of this process's environment. */
final class Environment {
  private Environment() {}

  /**
   * Removes what belongs to the agent (its own settings may hold secrets), what tells libpq where
   * to connect (we always say so), and what describes the agent's user where another one takes
   * over.
   */
  static void clean(Map<String, String> environment, boolean otherUser) {
    environment
        .keySet()
        .removeIf(
            name ->
                name.startsWith("PATRONI_")
                    || name.startsWith("KUBERNETES_")
                    || name.startsWith("PG")
                    || name.equals("NOTIFY_SOCKET"));
    if (otherUser) {
      environment.keySet().removeAll(java.util.Set.of("HOME", "USER", "LOGNAME", "MAIL"));
    }
  }
}
