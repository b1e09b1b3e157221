package io.matriarch.core.internal.event;

/**
 * Why an effect has no answer.
 *
 * @param knowledge what is known now
 * @param message one line for people, without secrets
 */
public record Failure(Knowledge knowledge, String message) {

  /** What the failed call leaves behind. */
  public enum Knowledge {
    /** Definitely not applied; worth trying again. */
    NOT_APPLIED,
    /** May have been applied, or may still be. */
    UNKNOWN,
    /** Definitely not applied, and trying again does not help. */
    REJECTED
  }

  public boolean unknown() {
    return knowledge == Knowledge.UNKNOWN;
  }
}
