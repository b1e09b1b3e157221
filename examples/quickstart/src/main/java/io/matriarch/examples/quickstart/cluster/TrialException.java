package io.matriarch.examples.quickstart.cluster;

/** The cluster on trial did not do what it should; the message is one sentence for the viewer. */
public final class TrialException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TrialException(String message) {
    super(message);
  }

  public TrialException(String message, Throwable cause) {
    super(message, cause);
  }
}
