package io.matriarch.testkit.scenario;

/** One word of the scenario language. */
@FunctionalInterface
interface Command {
  void run(Stage stage, Words words);
}
