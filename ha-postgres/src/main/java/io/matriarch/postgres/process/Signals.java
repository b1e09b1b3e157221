package io.matriarch.postgres.process;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Signals that Java itself cannot send. A call takes a few milliseconds. */
public final class Signals {

  /** What PostgreSQL's postmaster understands. */
  public enum Signal {
    /** Fast shutdown. */
    INT,
    /** Immediate shutdown. */
    QUIT,
    /** Read the configuration again. */
    HUP,
    /** Look for a promotion request. */
    USR1
  }

  private Signals() {}

  /** Sends the signal; false if it could not be delivered, e.g. because the process is gone. */
  public static boolean send(Signal signal, long pid) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      Environment.clean(builder.environment(), false);
      Process kill = builder.start();
      return kill.waitFor(150, TimeUnit.MILLISECONDS) && kill.exitValue() == 0;
    } catch (IOException cannotRun) {
      return false;
    } catch (InterruptedException e) {
      // The signal is on its way; the caller's own wait ends by the restored flag.
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
