package io.matriarch.core.api;

/**
 * How a node ended.
 *
 * @param code process exit code that fits: 0 after an orderly stop, 1 otherwise
 * @param message one clear line
 */
public record ExitReason(int code, String message) {}
