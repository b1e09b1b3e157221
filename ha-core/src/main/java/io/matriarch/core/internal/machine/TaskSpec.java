package io.matriarch.core.internal.machine;

import io.matriarch.core.model.Permit;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.StopMode;
import java.time.Duration;
import java.util.Optional;

/** What a task does, with all its input. */
public sealed interface TaskSpec {

  /** A word for logs. */
  String label();

  /** True if the resource may be writable when the task ends, or while it runs. */
  default boolean makesPrimary() {
    return false;
  }

  /** The node that it needs until it ends, and could do without: it can be begun again. */
  default Optional<ReplicationSource> source() {
    return Optional.empty();
  }

  record Start(StartRequest request) implements TaskSpec {
    @Override
    public String label() {
      return makesPrimary() ? "start as primary" : "start";
    }

    @Override
    public boolean makesPrimary() {
      return request.permit().isPresent();
    }

    @Override
    public Optional<ReplicationSource> source() {
      return request.source();
    }
  }

  /**
   * @param handingOver so that another member may lead
   */
  record Stop(StopMode mode, boolean handingOver) implements TaskSpec {
    public Stop(StopMode mode) {
      this(mode, false);
    }

    @Override
    public String label() {
      return "stop " + mode.name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * Stop and start again as what it is.
   *
   * @param limit how long it may take
   */
  record Restart(StartRequest request, Duration limit) implements TaskSpec {
    @Override
    public String label() {
      return "restart";
    }

    @Override
    public boolean makesPrimary() {
      return request.permit().isPresent();
    }
  }

  record Promote(Permit permit) implements TaskSpec {
    @Override
    public String label() {
      return "promote";
    }

    @Override
    public boolean makesPrimary() {
      return true;
    }
  }

  record Follow(FollowRequest request) implements TaskSpec {
    @Override
    public String label() {
      return "follow " + request.source().name();
    }

    @Override
    public Optional<ReplicationSource> source() {
      return Optional.of(request.source());
    }
  }

  record Realign(FollowRequest request) implements TaskSpec {
    @Override
    public String label() {
      return "realign with " + request.source().name();
    }
  }

  /**
   * @param ordered an operator asked for it
   */
  record Rebuild(FollowRequest request, boolean ordered) implements TaskSpec {
    public Rebuild(FollowRequest request) {
      this(request, false);
    }

    @Override
    public String label() {
      return ordered ? "reinitialize" : "rebuild from " + request.source().name();
    }

    @Override
    public Optional<ReplicationSource> source() {
      return Optional.of(request.source());
    }
  }

  record Bootstrap(Permit permit, String clusterConfig) implements TaskSpec {
    @Override
    public String label() {
      return "bootstrap";
    }

    @Override
    public boolean makesPrimary() {
      return true;
    }
  }
}
