package io.matriarch.agent.tls;

import java.io.IOException;

/** A certificate or key cannot be used; the message names key, file and remedy, and no secret. */
public final class TlsFileException extends IOException {
  private static final long serialVersionUID = 1L;

  public TlsFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
