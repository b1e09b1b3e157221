package io.matriarch.testkit.scenario;

/** How a scripted partner treats requests. */
enum Behaviour {
  ANSWERS,
  /** Does what it is asked and its answers are lost. */
  LOSES_ANSWERS,
  /** Definitely does nothing, and says so. */
  UNAVAILABLE,
  /** Does nothing, and nobody can tell. */
  UNKNOWN,
  /** Does nothing and says nothing. */
  SILENT;

  static Behaviour of(String word) {
    return valueOf(word.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
  }
}
