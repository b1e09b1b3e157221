package io.matriarch.cli.cluster;

import io.matriarch.core.model.MemberRecord;
import java.net.URI;
import java.util.Optional;

/**
 * Where a member's database listens.
 *
 * @param host without brackets
 * @param port its port
 */
public record MemberAddress(String host, int port) {
  private static final int DEFAULT_PORT = 5432;

  /** Empty if the member published none that can be read. */
  public static Optional<MemberAddress> of(MemberRecord member) {
    try {
      URI url = URI.create(member.connUrl());
      return Optional.ofNullable(url.getHost())
          .map(host -> host.replaceAll("^\\[|\\]$", ""))
          .map(host -> new MemberAddress(host, url.getPort() < 0 ? DEFAULT_PORT : url.getPort()));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  boolean hasUsualPort() {
    return port == DEFAULT_PORT;
  }
}
