package io.matriarch.core.config;

/**
 * A value that was not taken as it stands.
 *
 * @param kind what is wrong with it
 * @param path where it stands, e.g. {@code ttl}
 * @param value the value as text; never a secret
 * @param wrong what is wrong
 * @param instead what is used instead
 * @param remedy what to do
 */
public record ConfigProblem(
    Kind kind, String path, String value, String wrong, String instead, String remedy) {
  private static final int SHOWN = 60;

  /** What is wrong with a value. */
  public enum Kind {
    /** It means nothing: the default is used. */
    UNUSABLE,
    /** It means something and does not fit: every member adjusts it by the same arithmetic. */
    ADJUSTED
  }

  /** One line for the log of whoever reads the document. */
  @Override
  public String toString() {
    return place() + wrong + "; using " + instead + " instead, please " + remedy;
  }

  /** {@return one line for whoever is about to write it} */
  public String refusal() {
    return place() + wrong + "; " + remedy;
  }

  /** In one line, however long or broken up the value is. */
  private String place() {
    String line = value.replaceAll("\\s+", " ");
    String shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    return path + ": '" + shown + "' ";
  }
}
