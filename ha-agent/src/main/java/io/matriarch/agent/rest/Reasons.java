package io.matriarch.agent.rest;

/** The words that belong to a status code. */
final class Reasons {
  private Reasons() {}

  static String phrase(int code) {
    return switch (code) {
      case 400 -> "Bad Request";
      case 411 -> "Length Required";
      case 413 -> "Content Too Large";
      case 500 -> "Internal Server Error";
      case 501 -> "Not Implemented";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      default -> "Error";
    };
  }
}
