package io.matriarch.core.api;

/**
 * How a node ended.
 *
 * @param code process exit code that fits: 0 after an orderly stop, 70 after an internal error,
 *     which a new start may well get over, 1 after what somebody has to mend
 * @param message one clear line
 */
public record ExitReason(int code, String message) {
  /** The code after an internal error. */
  public static final int INTERNAL = 70;
}
