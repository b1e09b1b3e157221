package io.matriarch.cli.rest;

/**
 * What a member answered.
 *
 * @param status HTTP status code
 * @param body text, often one sentence
 */
public record RestAnswer(int status, String body) {

  /** False if the member refused or failed. */
  public boolean isPositive() {
    return status < 400;
  }
}
