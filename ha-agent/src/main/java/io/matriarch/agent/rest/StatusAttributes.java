package io.matriarch.agent.rest;

import io.matriarch.core.resource.ResourceReport;
import java.util.Optional;
import java.util.OptionalLong;

/** Names under which a resource's report carries what only status pages want. */
final class StatusAttributes {
  static final String POSTMASTER_START_TIME = "postmaster_start_time";
  static final String SERVER_VERSION = "server_version";
  static final String REPLAYED_TIMESTAMP = "replayed_timestamp";
  static final String REPLAY_PAUSED = "replay_paused";
  static final String REPLICATION = "replication";
  private static final String LATEST_END = "latest_end_lsn";

  private StatusAttributes() {}

  /** The position received from the source; what was replayed where nothing streams. */
  static long received(ResourceReport report) {
    long received = report.received().orElse(0);
    return received > 0 ? received : report.replayed().orElse(0);
  }

  static Optional<Object> value(ResourceReport report, String name) {
    return Optional.ofNullable(report.attributes().get(name));
  }

  /** The end of the source's log as the receiver last heard of it. */
  static OptionalLong latestEnd(ResourceReport report) {
    return report.attributes().get(LATEST_END) instanceof Number n
        ? OptionalLong.of(n.longValue())
        : OptionalLong.empty();
  }
}
