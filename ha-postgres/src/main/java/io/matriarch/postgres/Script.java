package io.matriarch.postgres;

import java.util.ArrayList;
import java.util.List;

/**
 * A command of the operator's, with its arguments as a shell would see them. No shell runs it:
 * nothing is expanded.
 *
 * @param words the program and its arguments
 */
public record Script(List<String> words) {

  public Script {
    if (words.isEmpty() || words.get(0).isEmpty()) {
      throw new IllegalArgumentException("the command is empty: name a program");
    }
    words = List.copyOf(words);
  }

  /**
   * Splits a line at its spaces, minding quotes and backslashes.
   *
   * @param line a command line
   * @return the command
   * @throws IllegalArgumentException a quote is not closed, or there is no command
   */
  public static Script of(String line) {
    return new Script(new Splitter(line).words());
  }

  /** The program, for messages: arguments may hold what is nobody's business. */
  @Override
  public String toString() {
    return words.get(0);
  }

  /** Reads one line. */
  private static final class Splitter {
    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;

    Splitter(String line) {
      this.line = line;
    }

    List<String> words() {
      char quote = 0;
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        if (c == '\\' && quote != '\'') {
          char next = i + 1 < line.length() ? line.charAt(i + 1) : 0;
          if (next == 0) {
            throw new IllegalArgumentException("the command ends with a backslash: remove it");
          }
          boolean escapes = quote == 0 || next == quote || next == '\\';
          add(escapes ? next : c);
          i += escapes ? 1 : 0;
        } else if (quote != 0) {
          if (c == quote) {
            quote = 0;
          } else {
            add(c);
          }
        } else if (c == '\'' || c == '"') {
          quote = c;
          inWord = true;
        } else if (Character.isWhitespace(c)) {
          end();
        } else {
          add(c);
        }
      }
      if (quote != 0) {
        throw new IllegalArgumentException("the command has a " + quote + " that is not closed");
      }
      end();
      return words;
    }

    private void add(char c) {
      word.append(c);
      inWord = true;
    }

    private void end() {
      if (inWord) {
        words.add(word.toString());
        word.setLength(0);
        inWord = false;
      }
    }
  }
}
