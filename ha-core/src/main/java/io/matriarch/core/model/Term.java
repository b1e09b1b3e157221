package io.matriarch.core.model;

/**
 * Number of one lease acquisition. Rises strictly from holder to holder, so an embedder can use it
 * as a fencing token: whoever shows a lower term than one already seen is a former leader.
 *
 * @param value the number; its unit is the store's own
 */
public record Term(long value) implements Comparable<Term> {
  @Override
  public int compareTo(Term other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
