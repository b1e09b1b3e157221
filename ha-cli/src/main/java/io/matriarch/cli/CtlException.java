package io.matriarch.cli;

/** The command cannot be carried out. The message is one line for the operator, without secrets. */
public final class CtlException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CtlException(String message) {
    super(message);
  }
}
