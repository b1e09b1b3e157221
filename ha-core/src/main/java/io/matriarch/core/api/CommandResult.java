package io.matriarch.core.api;

/**
 * How a command ended.
 *
 * @param outcome what the caller knows now
 * @param text one line for people, or the document asked for; never a secret
 */
public record CommandResult(Outcome outcome, String text) {

  /** What the caller knows now; every one but {@link #UNKNOWN} is definite. */
  public enum Outcome {
    /** Done. */
    DONE,
    /** Taken up, and carried out later. */
    ACCEPTED,
    /** Makes no sense as it was asked. */
    INVALID,
    /** A value in it cannot be carried out, e.g. a time in the past. */
    UNPROCESSABLE,
    /** The cluster is not as the request says, or cannot do it now; nothing was changed. */
    PRECONDITION_FAILED,
    /** Not while the cluster is paused; nothing was changed. */
    PAUSED,
    /** Somebody else changed the same thing meanwhile; nothing was changed. */
    CONFLICT,
    /** What is to be changed does not exist. */
    NOT_FOUND,
    /** It was tried, or could not be begun, and did not come about. */
    FAILED,
    /** It may still come about. */
    UNKNOWN
  }

  /**
   * {@return the result of what is {@link Outcome#DONE}}
   *
   * @param text one line for people, or the document asked for
   */
  public static CommandResult done(String text) {
    return new CommandResult(Outcome.DONE, text);
  }

  /**
   * {@return the result of what is {@link Outcome#ACCEPTED}}
   *
   * @param text one line for people
   */
  public static CommandResult accepted(String text) {
    return new CommandResult(Outcome.ACCEPTED, text);
  }

  /**
   * {@return the result of what has {@link Outcome#FAILED}}
   *
   * @param text one line for people: the cause
   */
  public static CommandResult failed(String text) {
    return new CommandResult(Outcome.FAILED, text);
  }
}
