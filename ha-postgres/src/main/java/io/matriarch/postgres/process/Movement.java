package io.matriarch.postgres.process;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Whether a program that may take hours still gets on: it says something, or what it does can be
 * seen. One that does not is to be ended. Lines come from any thread, looks from one.
 */
public final class Movement {
  /** By what it is told that a program gets on. */
  public enum Sign {
    /** It says so all the time; what else its processes do means nothing. */
    OUTPUT,
    /** It, or a process that it started, reads or writes. */
    WORK
  }

  /** Steps of the server's programs of which nothing can be seen from outside. */
  private static final List<String> SILENT = List.of("checkpoint", "syncing");

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final int SILENT_FACTOR = 12;

  private final Sign sign;
  private final Duration patience;
  private final Ticker ticker;
  private volatile MonoTime spokeAt;
  private volatile boolean silent;
  private MonoTime movedAt;
  private MonoTime lookedAt;
  private OptionalLong work = OptionalLong.empty();

  /**
   * @param patience how long it may stand still; twelve times as long in steps that show nothing
   */
  public Movement(Sign sign, Duration patience, Ticker ticker) {
    this.sign = sign;
    this.patience = patience;
    this.ticker = ticker;
    this.spokeAt = ticker.now();
    this.movedAt = spokeAt;
    this.lookedAt = spokeAt;
  }

  /** The same for a program whose steps are not known: it has the time of a silent one. */
  public static Movement ofUnknown(Duration patience, Ticker ticker) {
    return new Movement(Sign.WORK, patience.multipliedBy(SILENT_FACTOR), ticker);
  }

  /** The program says something. */
  public void says(String line) {
    String text = line.toLowerCase(Locale.ROOT);
    silent = SILENT.stream().anyMatch(text::contains);
    spokeAt = ticker.now();
  }

  /** How long it may stand still now. */
  public Duration patience() {
    return silent ? patience.multipliedBy(SILENT_FACTOR) : patience;
  }

  /** True if it has stood still for too long; cheap enough to be asked all the time. */
  boolean isOver(ProcessHandle process) {
    MonoTime now = ticker.now();
    if (sign == Sign.WORK && now.hasReached(lookedAt.plus(BETWEEN_LOOKS))) {
      lookedAt = now;
      OptionalLong seen = ProcessWork.of(process);
      if (seen.isEmpty() || !seen.equals(work)) {
        // What cannot be seen is not held against it.
        movedAt = now;
      }
      work = seen;
    }
    return now.hasReached(MonoTime.later(movedAt, spokeAt).plus(patience()));
  }

  /** For the message about its end. */
  String complaint() {
    return "got no further for " + text(patience()) + " and was killed";
  }

  /** A duration for people. */
  public static String text(Duration duration) {
    long seconds = TimeUnit.MILLISECONDS.toSeconds(duration.toMillis());
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }
}
