package io.matriarch.postgres.tasks;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells now and then how far {@code pg_basebackup} is, from what it says. One thread. */
final class CopyProgress {
  private static final Pattern LINE = Pattern.compile("\\s*(\\d+)/(\\d+) kB \\((\\d+)%\\).*");
  private static final Duration BETWEEN = Duration.ofSeconds(30);

  private final Ticker ticker;
  private final Consumer<String> told;
  private MonoTime next;

  CopyProgress(Ticker ticker, Consumer<String> told) {
    this.ticker = ticker;
    this.told = told;
    this.next = ticker.now().plus(BETWEEN);
  }

  void hear(String line) {
    Matcher matcher = LINE.matcher(line);
    if (matcher.matches() && ticker.now().hasReached(next)) {
      next = ticker.now().plus(BETWEEN);
      told.accept(
          "%s of %s (%s %%)"
              .formatted(size(matcher.group(1)), size(matcher.group(2)), matcher.group(3)));
    }
  }

  private static String size(String kilobytes) {
    return Room.text(Long.parseLong(kilobytes) * 1024);
  }
}
