package io.matriarch.postgres.process;

import java.util.List;
import java.util.OptionalLong;

/**
 * The processes through which replicas get what a stopping server has written. Each of them ends
 * when its replica has confirmed everything, the shutdown checkpoint included; nobody new comes
 * once the server is stopping. One thread.
 */
public final class WalSenders {
  private List<ProcessHandle> left;

  private WalSenders(List<ProcessHandle> left) {
    this.left = left;
  }

  /** Those that a server has now; none where processes cannot be looked at. */
  public static WalSenders of(OptionalLong postmaster) {
    List<ProcessHandle> senders =
        postmaster.stream()
            .mapToObj(ProcessHandle::of)
            .flatMap(process -> process.stream().flatMap(ProcessHandle::children))
            .filter(child -> ServerTitle.of(child.pid()).startsWith("walsender"))
            .toList();
    return new WalSenders(senders);
  }

  /** True if all of them have ended. */
  public boolean gone() {
    left = left.stream().filter(ProcessHandle::isAlive).toList();
    return left.isEmpty();
  }
}
