package io.matriarch.agent.rest;

import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.api.JournalEntry.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The steps of a change of leader, told by a journal's entries. */
enum FailoverPhase {
  STOP_BEGUN(Kind.TASK, "begun: stop .*"),
  SHUTDOWN_CHECKPOINT(Kind.TASK, "stage: stop .*: shutdown checkpoint"),
  SERVER_EXITED(Kind.RESOURCE, "exited"),
  LEASE_LOST(Kind.LEASE, "lost: .*"),
  LEASE_RELEASING(Kind.LEASE, "releasing"),
  LEASE_RELEASED(Kind.LEASE, "released"),
  LEADER_GONE(Kind.VIEW, "leader key is gone"),
  SURVEY(Kind.TASK, "asking .*"),
  CLAIM(Kind.LEASE, "claiming"),
  LEASE_WON(Kind.LEASE, "acquired, .*"),
  LEADER_SEEN(Kind.VIEW, "leader is (.*)"),
  PROMOTION_BEGUN(Kind.TASK, "begun: (?:promote|start as primary)"),
  POINT_OF_NO_RETURN(Kind.TASK, "stage: (?:promote|start as primary): point of no return"),
  PROMOTION_DONE(Kind.TASK, "done: (?:promote|start as primary)"),
  WRITABLE(Kind.RESOURCE, "writable"),
  STREAMING(Kind.RESOURCE, "streaming from .*");

  private final Kind kind;
  private final Pattern text;

  FailoverPhase(Kind kind, String text) {
    this.kind = kind;
    this.text = Pattern.compile(text);
  }

  static Optional<FailoverPhase> of(JournalEntry entry) {
    for (FailoverPhase phase : values()) {
      if (phase.kind == entry.kind() && phase.text.matcher(entry.text()).matches()) {
        return Optional.of(phase);
      }
    }
    return Optional.empty();
  }

  /** Who leads now, for {@link #LEADER_SEEN}. */
  static String leader(JournalEntry entry) {
    Matcher matcher = LEADER_SEEN.text.matcher(entry.text());
    return matcher.matches() ? matcher.group(1) : "";
  }

  /** What comes before a change of leader, and before much else. */
  boolean precedes() {
    return this == STOP_BEGUN || this == SHUTDOWN_CHECKPOINT || this == SERVER_EXITED;
  }

  /** Nobody leads from here on, or somebody tries to. */
  boolean opens() {
    return switch (this) {
      case LEASE_LOST, LEASE_RELEASING, LEASE_RELEASED, LEADER_GONE, CLAIM -> true;
      default -> false;
    };
  }

  /** Somebody leads from here on. */
  boolean settles() {
    return this == LEASE_WON || this == LEADER_SEEN;
  }

  /** The server serves again, one way or the other. */
  boolean serves() {
    return this == WRITABLE || this == STREAMING;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
