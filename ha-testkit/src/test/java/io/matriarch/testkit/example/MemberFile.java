package io.matriarch.testkit.example;

import java.time.Instant;

/**
 * A member's file: whose it is, until when it counts, and the record.
 *
 * @param session process that wrote it
 * @param until when it ends unless it is written again, on the machines' common clock
 * @param record what Patroni writes
 */
record MemberFile(String session, Instant until, String record) {

  static MemberFile of(String text) {
    String[] parts = text.split("\n", 3);
    return new MemberFile(parts[0], Instant.parse(parts[1]), parts[2]);
  }

  String text() {
    return session + "\n" + until + "\n" + record;
  }
}
