package io.matriarch.testkit.store;

import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import java.time.Duration;

/**
 * A member's key.
 *
 * @param record its content
 * @param session client that wrote it
 * @param ttl lifetime asked for
 * @param touched when it was last written, on the server's clock
 */
public record Announcement(MemberRecord record, String session, Duration ttl, MonoTime touched) {
  MonoTime expiresAt() {
    return touched.plus(ttl);
  }

  Announcement touched(MonoTime now) {
    return new Announcement(record, session, ttl, now);
  }
}
