package io.matriarch.cli.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The process's own input and output. */
public final class SystemTerminal implements Terminal {
  private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
  private final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
  private final BufferedReader in =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  @Override
  public void print(String text) {
    out.print(text);
    out.flush();
  }

  @Override
  public void error(String text) {
    err.println(text);
  }

  @Override
  public Optional<String> readLine() {
    try {
      return Optional.ofNullable(in.readLine());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> readSecret() {
    return System.console() == null
        ? readLine()
        : Optional.ofNullable(System.console().readPassword()).map(String::valueOf);
  }

  @Override
  public String readAll() {
    return in.lines().collect(Collectors.joining("\n", "", "\n"));
  }

  @Override
  public String edit(String text) {
    return Editor.edit(text, System.getenv());
  }

  /** Java tells a console only if input and output both are one. */
  @Override
  public boolean isScreen() {
    return System.console() != null;
  }

  @Override
  public void pause(Duration time) {
    try {
      new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Aborted();
    }
  }
}
