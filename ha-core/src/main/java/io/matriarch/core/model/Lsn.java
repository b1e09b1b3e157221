package io.matriarch.core.model;

/**
 * Byte address in PostgreSQL's write-ahead log.
 *
 * @param bytes distance from the start of the log; read as unsigned
 */
public record Lsn(long bytes) implements Comparable<Lsn> {

  /**
   * Reads PostgreSQL's own notation, e.g. {@code 0/5000148}.
   *
   * @param text the position
   * @return the same as a number
   * @throws IllegalArgumentException if the text is not an LSN
   */
  public static Lsn parse(String text) {
    int slash = text.indexOf('/');
    if (slash <= 0) {
      throw new IllegalArgumentException("'" + text + "' is not an LSN");
    }
    long high = Long.parseLong(text.substring(0, slash), 16);
    long low = Long.parseLong(text.substring(slash + 1), 16);
    return new Lsn(high << 32 | low);
  }

  @Override
  public int compareTo(Lsn other) {
    return Long.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public String toString() {
    return Long.toHexString(bytes >>> 32).toUpperCase(java.util.Locale.ROOT)
        + "/"
        + Long.toHexString(bytes & 0xFFFF_FFFFL).toUpperCase(java.util.Locale.ROOT);
  }
}
