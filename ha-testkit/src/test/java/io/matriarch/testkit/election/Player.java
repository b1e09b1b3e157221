package io.matriarch.testkit.election;

import io.matriarch.core.api.LeadershipListener;
import io.matriarch.core.api.LeadershipPermit;
import io.matriarch.core.api.RevocationReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A listener that writes down what it is told, and behaves badly where a test wants that. */
final class Player implements LeadershipListener {
  /** What an application does in a call. */
  interface Deed {
    void run() throws Exception;
  }

  final String name;
  private final Referee referee;
  private final List<String> calls = new ArrayList<>();
  private final List<String> fouls = new ArrayList<>();
  private Optional<LeadershipPermit> permit = Optional.empty();
  volatile Deed whenElected = () -> {};
  volatile Deed whenRevoked = () -> {};

  Player(String name, Referee referee) {
    this.name = name;
    this.referee = referee;
  }

  @Override
  public void elected(LeadershipPermit given) throws Exception {
    synchronized (this) {
      call("elected");
      permit = Optional.of(given);
    }
    referee.elected(name, given);
    whenElected.run();
  }

  @Override
  public void revoked(RevocationReason reason) throws Exception {
    synchronized (this) {
      call("revoked " + reason);
      if (permit.orElseThrow().isValid()) {
        fouls.add("revoked with a valid permit");
      }
    }
    try {
      whenRevoked.run();
    } finally {
      referee.revoked(name);
    }
  }

  private void call(String call) {
    boolean leading = !calls.isEmpty() && calls.get(calls.size() - 1).equals("elected");
    if (leading == call.equals("elected")) {
      fouls.add(call + " after " + calls);
    }
    calls.add(call);
  }

  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  synchronized List<String> fouls() {
    return List.copyOf(fouls);
  }

  synchronized Optional<LeadershipPermit> permit() {
    return permit;
  }

  synchronized boolean leads() {
    return permit.filter(LeadershipPermit::isValid).isPresent();
  }

  /** Never returns, whatever is done to its thread, until the latch opens. */
  static Deed hanging(CountDownLatch latch) {
    return () -> {
      boolean interrupted = false;
      while (latch.getCount() > 0) {
        try {
          latch.await();
        } catch (InterruptedException ignoredAsBadListenersDo) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    };
  }
}
