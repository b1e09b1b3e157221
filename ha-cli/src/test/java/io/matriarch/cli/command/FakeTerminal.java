package io.matriarch.cli.command;

import io.matriarch.cli.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A terminal with an operator who knows the answers beforehand. What is typed is not shown. */
class FakeTerminal implements Terminal {
  private final StringBuilder shown = new StringBuilder();
  private final StringBuilder printed = new StringBuilder();
  private final StringBuilder errors = new StringBuilder();
  private final Deque<String> answers = new ArrayDeque<>();

  FakeTerminal(String... answers) {
    this.answers.addAll(List.of(answers));
  }

  /** Everything, in order, as on a screen. */
  String shown() {
    return shown.toString();
  }

  String printed() {
    return printed.toString();
  }

  String errors() {
    return errors.toString();
  }

  int answersLeft() {
    return answers.size();
  }

  @Override
  public void print(String text) {
    shown.append(text);
    printed.append(text);
  }

  @Override
  public void error(String text) {
    shown.append(text).append('\n');
    errors.append(text).append('\n');
  }

  @Override
  public Optional<String> readLine() {
    Optional<String> answer = Optional.ofNullable(answers.poll());
    answer.ifPresent(typed -> shown.append('\n'));
    return answer;
  }

  @Override
  public Optional<String> readSecret() {
    return readLine();
  }

  @Override
  public String readAll() {
    String all = String.join("\n", answers) + "\n";
    answers.clear();
    return all;
  }

  /** Types the next answer over the text. */
  @Override
  public String edit(String text) {
    return answers.remove();
  }

  @Override
  public boolean isScreen() {
    return false;
  }

  @Override
  public void pause(Duration time) {
    shown.append("");
  }
}
