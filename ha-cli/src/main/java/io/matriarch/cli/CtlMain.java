package io.matriarch.cli;

import io.matriarch.cli.command.Ctl;
import io.matriarch.cli.terminal.SystemTerminal;
import io.matriarch.cli.tls.LazyTls;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;

/** The program. */
public final class CtlMain {
  private CtlMain() {}

  public static void main(String... arguments) {
    LazyTls.install();
    SystemTerminal terminal = new SystemTerminal();
    AtomicBoolean ended = new AtomicBoolean();
    Thread abort = new Thread(() -> interrupted(terminal, ended), "abort");
    try {
      Runtime.getRuntime().addShutdownHook(abort);
    } catch (IllegalStateException stoppedAlready) {
      interrupted(terminal, ended);
    }
    int exit = new Ctl(terminal, System.getenv(), Clock.systemDefaultZone()).run(arguments);
    ended.set(true);
    System.exit(exit);
  }

  /** Whoever stops a command before its end gets the code of a failure, not that of a signal. */
  private static void interrupted(SystemTerminal terminal, AtomicBoolean ended) {
    if (!ended.get()) {
      terminal.error("Aborted!");
      Runtime.getRuntime().halt(Ctl.FAILED);
    }
  }
}
