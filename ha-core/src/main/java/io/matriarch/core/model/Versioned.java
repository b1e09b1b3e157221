package io.matriarch.core.model;

/**
 * A document read from the store together with the version it had.
 *
 * @param value the document's text
 * @param version opaque; only ever handed back to the store it came from. Where documents share an
 *     object it must tell whether this one has changed
 */
public record Versioned(String value, String version) {}
