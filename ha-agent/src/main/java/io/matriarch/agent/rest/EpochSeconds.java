package io.matriarch.agent.rest;

import io.matriarch.core.wire.Timestamps;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Points in time as a server writes them, in seconds since the epoch. */
final class EpochSeconds {
  private static final int MICROSECONDS = 6;

  private EpochSeconds() {}

  /** Zero if there is none that can be read. */
  static String of(Optional<Object> time) {
    return time.map(Object::toString)
        .flatMap(Timestamps::parse)
        .flatMap(Timestamps.Parsed::offset)
        .map(OffsetDateTime::toInstant)
        .map(EpochSeconds::decimal)
        .orElse("0");
  }

  private static String decimal(Instant instant) {
    return BigDecimal.valueOf(instant.getEpochSecond())
        .add(BigDecimal.valueOf(instant.getNano() / 1000, MICROSECONDS))
        .toPlainString();
  }
}
