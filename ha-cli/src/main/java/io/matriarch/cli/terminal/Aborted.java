package io.matriarch.cli.terminal;

/** The input ended where an answer was needed. */
public final class Aborted extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
