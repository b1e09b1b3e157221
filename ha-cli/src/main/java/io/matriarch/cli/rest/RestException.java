package io.matriarch.cli.rest;

/** No answer came. Whether the request was carried out is unknown. One line, without secrets. */
public final class RestException extends Exception {
  private static final long serialVersionUID = 1L;

  RestException(String message) {
    super(message);
  }
}
