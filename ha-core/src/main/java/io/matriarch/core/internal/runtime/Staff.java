package io.matriarch.core.internal.runtime;

import io.matriarch.core.api.NodeSettings;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** The crew as one node sees it. Whatever runs here is known to be the node's own work. */
final class Staff {
  private final Crew crew;
  private final String whose;

  Staff(Crew crew, NodeSettings settings) {
    this.crew = crew;
    this.whose = label(settings);
  }

  /** Cluster and name: a JVM may have nodes of one name in several clusters. */
  static String label(NodeSettings settings) {
    return settings.cluster() + "/" + settings.name();
  }

  /** True on a thread that works for this node: to wait for the node there is to wait for ever. */
  boolean present() {
    return crew.working().get() == this;
  }

  /** The same work, known to be this node's. */
  Runnable own(Runnable work) {
    return () -> {
      Staff before = crew.working().get();
      crew.working().set(this);
      try {
        work.run();
      } finally {
        if (before == null) {
          crew.working().remove();
        } else {
          crew.working().set(before);
        }
      }
    };
  }

  /**
   * A thread for one piece of work that may take long; not started yet.
   *
   * @throws RuntimeException there is no thread to be had
   * @throws Error there is no thread to be had
   */
  Thread thread(String kind, Runnable work) {
    return crew.maker().make(kind, whose, own(work));
  }

  /** For steps. */
  Executor loops() {
    return work -> crew.loops().execute(own(work));
  }

  /** For code that may block and is the embedder's. */
  Executor callbacks() {
    return work -> crew.callbacks().execute(own(work));
  }

  /** For giving answers, on which such code may hang: it is done in any case. */
  Executor answers() {
    Executor callbacks = callbacks();
    return work -> {
      try {
        callbacks.execute(work);
      } catch (RuntimeException | Error noThread) {
        work.run();
      }
    };
  }

  Workers workers(LaneKind kind) {
    return crew.workers(kind);
  }

  /** For what returns at once. */
  ScheduledExecutorService timer() {
    return crew.timer();
  }

  GuardThread guard() {
    return crew.guard();
  }

  @Override
  public String toString() {
    return whose;
  }
}
