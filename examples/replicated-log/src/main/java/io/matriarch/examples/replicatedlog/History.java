package io.matriarch.examples.replicatedlog;

import io.matriarch.core.model.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a copy of the log came about: the branches it went through, and where it ends.
 *
 * <p>One epoch is written by one primary only, from one offset on, without gaps. So two copies that
 * have an epoch begin at the same offset have the same bytes up to where the first of them leaves
 * it: where two histories part is found without looking at a single record.
 *
 * @param branches the oldest first
 * @param end the offset behind the last record
 */
record History(List<Branch> branches, long end) {
  static final History EMPTY = new History(List.of(), 0);

  /** An epoch, and the offset of its first record. */
  record Branch(long epoch, long start) {}

  History {
    branches = List.copyOf(branches);
  }

  /** The newest branch; 0 if there is none. */
  long epoch() {
    return branches.isEmpty() ? 0 : branches.get(branches.size() - 1).epoch();
  }

  Position position() {
    return new Position(epoch(), end);
  }

  /** With one more record. */
  History with(long epoch, long newEnd) {
    if (epoch == epoch()) {
      return new History(branches, newEnd);
    }
    List<Branch> more = new ArrayList<>(branches);
    more.add(new Branch(epoch, end));
    return new History(more, newEnd);
  }

  /** Without what lies behind this offset. */
  History upTo(long offset) {
    return new History(branches.stream().filter(b -> b.start() < offset).toList(), offset);
  }

  /** The offset up to which both are the same. */
  long fork(History other) {
    long common = 0;
    int both = Math.min(branches.size(), other.branches.size());
    for (int i = 0; i < both && branches.get(i).equals(other.branches.get(i)); i++) {
      common = Math.min(endOf(i), other.endOf(i));
    }
    return common;
  }

  /** The other one has all of this. */
  boolean isPartOf(History other) {
    return fork(other) == end;
  }

  long endOf(int branch) {
    return branch + 1 < branches.size() ? branches.get(branch + 1).start() : end;
  }

  /** Reads what {@link #toString} wrote. */
  static History parse(String text) {
    String[] words = text.split(" ");
    List<Branch> branches =
        Arrays.stream(words, 0, words.length - 1)
            .map(word -> word.split("@"))
            .map(word -> new Branch(Long.parseLong(word[0]), Long.parseLong(word[1])))
            .toList();
    return new History(branches, Long.parseLong(words[words.length - 1]));
  }

  /** E.g. {@code 1@0 35@420 977}: epoch 1 began at 0, epoch 35 at 420, the log ends at 977. */
  @Override
  public String toString() {
    return branches.stream()
            .map(b -> b.epoch() + "@" + b.start() + " ")
            .collect(Collectors.joining())
        + end;
  }
}
