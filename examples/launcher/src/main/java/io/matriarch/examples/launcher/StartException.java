package io.matriarch.examples.launcher;

/** The node cannot start. The message is one clear line without secrets. */
final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  StartException(String message) {
    super(message);
  }
}
