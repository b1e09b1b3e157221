package io.matriarch.cli.terminal;

import io.matriarch.cli.CtlException;
import java.time.Duration;
import java.util.Optional;

/** The operator's side of a command. One thread at a time. */
public interface Terminal {

  /** Prints without a line break and makes it visible. */
  void print(String text);

  /** Prints a line. */
  default void line(String text) {
    print(text + "\n");
  }

  /** Prints a line where errors go. */
  void error(String text);

  /** The next line, without its end; empty when there will be none. Blocks. */
  Optional<String> readLine();

  /** The same without showing what is typed, where a person types it. */
  Optional<String> readSecret();

  /** Everything that is left to be read. Blocks. */
  String readAll();

  /**
   * Lets the operator change a text with an editor. Blocks.
   *
   * @throws CtlException there is no editor, or it failed
   */
  String edit(String text);

  /** True if a person sees what is printed. */
  boolean isScreen();

  /** Lets time pass. */
  void pause(Duration time);
}
