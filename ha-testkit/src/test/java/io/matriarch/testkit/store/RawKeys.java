package io.matriarch.testkit.store;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.wire.MemberCodec;
import io.matriarch.core.wire.StatusCodec;
import java.time.Duration;
import java.util.Optional;

/**
 * Keys of stores that keep records instead of bytes: the bytes are made when somebody looks, and
 * taken apart when somebody writes past all rules.
 */
public final class RawKeys {
  private static final String OUTSIDE = "outside";
  private static final Duration FOR_EVER = Duration.ofDays(365);

  private RawKeys() {}

  public static Optional<String> raw(StoreImage image, String key) {
    if (isMember(key)) {
      return Optional.ofNullable(image.members().get(NodeName.of(name(key))))
          .map(announced -> MemberCodec.encode(announced.record()));
    }
    return switch (name(key)) {
      case "leader" -> image.lease().map(lease -> lease.holder().value());
      case "status" ->
          Optional.of(image.status())
              .filter(status -> status.position() > 0)
              .map(StatusCodec::encode);
      default -> image.document(name(key)).map(document -> document.value());
    };
  }

  public static void write(StoreKeys keys, String key, String text, MonoTime now) {
    if (isMember(key)) {
      NodeName member = NodeName.of(name(key));
      keys.announce(OUTSIDE, MemberCodec.decode(member, text), FOR_EVER, now);
    } else if (key.endsWith("/optime/leader")) {
      keys.writeStatus(StatusCodec.decode("", text));
    } else if (name(key).equals("status")) {
      keys.writeStatus(StatusCodec.decode(text, ""));
    } else if (name(key).equals("leader")) {
      keys.removeLeader();
      if (!text.isEmpty()) {
        LeaseClaim claim = new LeaseClaim(NodeName.of(text), Optional.empty(), false);
        keys.acquire(OUTSIDE, claim, FOR_EVER, now);
      }
    } else {
      keys.write(name(key), text);
    }
  }

  public static void erase(StoreKeys keys, String key) {
    if (isMember(key)) {
      keys.removeMember(NodeName.of(name(key)));
    } else if (name(key).equals("leader")) {
      keys.removeLeader();
    } else {
      keys.erase(name(key));
    }
  }

  /** The cluster's path: two names. */
  public static String base(String key) {
    return key.substring(0, key.indexOf('/', key.indexOf('/', 1) + 1));
  }

  private static boolean isMember(String key) {
    return key.contains("/members/");
  }

  private static String name(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }
}
