package io.matriarch.cli.terminal;

import java.util.Locale;
import java.util.Optional;

/**
 * Asks the operator.
 *
 * @param terminal where
 */
public record Questions(Terminal terminal) {

  /** Asks until something is answered. */
  public String ask(String question) {
    while (true) {
      terminal.print(question + ": ");
      String answer = answer();
      if (!answer.isEmpty()) {
        return answer;
      }
    }
  }

  /**
   * @param byDefault taken if nothing is answered; may be empty
   */
  public String ask(String question, String byDefault) {
    terminal.print(question + " [" + byDefault + "]: ");
    String answer = answer();
    return answer.isEmpty() ? byDefault : answer;
  }

  /** Yes or no; no if nothing is answered. */
  public boolean confirm(String question) {
    while (true) {
      terminal.print(question + " [y/N]: ");
      switch (answer().strip().toLowerCase(Locale.ROOT)) {
        case "y", "yes" -> {
          return true;
        }
        case "", "n", "no" -> {
          return false;
        }
        default -> terminal.line("Error: invalid input");
      }
    }
  }

  public String secret(String question) {
    terminal.print(question + ": ");
    Optional<String> answer = terminal.readSecret();
    return answer.orElseThrow(Aborted::new);
  }

  private String answer() {
    return terminal.readLine().orElseThrow(Aborted::new);
  }
}
