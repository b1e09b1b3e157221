package io.matriarch.core.api;

import io.matriarch.core.internal.runtime.Crew;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;

/**
 * Threads that any number of nodes run on together. However many nodes there are, it is a few loop
 * threads, one guard, one timer and a bounded number for calls into stores and resources; each node
 * still takes its steps strictly one after another, and no node waits for another's slow call
 * longer than that call's deadline.
 *
 * <pre>{@code
 * try (HaThreads threads = HaThreads.shared()) {
 *   HaNode node = new HaNodeBuilder(settings).threads(threads)…build();
 * }
 * }</pre>
 *
 * <p>Whoever makes it closes it, after its nodes. A node that is given none makes threads of its
 * own and ends them when it ends. All methods may be called from any thread.
 *
 * <p>Task threads, and those on which a node begins and ends, are made when they are needed and end
 * with what they were needed for. Code of the embedder's, listeners and what hangs on a node's
 * stages, has threads for itself and may block. Nodes on shared threads best share one {@link
 * SystemTicker} as well, and one store: many nodes whose store does not answer keep the threads for
 * calls busy, and others behind them may come too late to renew their leases.
 */
public final class HaThreads implements AutoCloseable {
  private final Crew crew;

  private HaThreads(Crew crew) {
    this.crew = crew;
  }

  /**
   * Threads with all defaults, named {@code ha-loop-1} and so on. Starts none yet.
   *
   * @return the threads, to be closed by the caller
   */
  public static HaThreads shared() {
    return builder().build();
  }

  /** {@return what sets threads up differently} */
  public static Builder builder() {
    return new Builder();
  }

  Crew crew() {
    return crew;
  }

  /**
   * Ends the threads. Nodes that still run on them are closed first, all at once, as by {@link
   * HaNode#close}. Blocks as long as that takes, within bounded time; idempotent. Called from one
   * of these threads it does not wait: the last node that ends takes the threads with it.
   */
  @Override
  public void close() {
    crew.close();
  }

  /** Sets {@link HaThreads} up. Not thread safe. */
  public static final class Builder {
    private static final int MOST = 1000;

    private String name = "ha";
    private int loops = Math.min(4, Runtime.getRuntime().availableProcessors());
    private int calls = 8;
    private ThreadFactory factory = Crew.DAEMONS;

    private Builder() {}

    /**
     * What the names of all threads begin with; {@code ha} without.
     *
     * @param value the beginning, without a dash
     * @return this builder
     */
    public Builder name(String value) {
      name = Objects.requireNonNull(value, "name");
      return this;
    }

    /**
     * How many threads take steps; as many as cores without, at most 4.
     *
     * @param value from 1 to 1000
     * @return this builder
     */
    public Builder loops(int value) {
      loops = within("loops", value);
      return this;
    }

    /**
     * How many calls of each kind (lease, store, looks at resources, other work on them) may be
     * under way at a time, each kind with threads of its own; 8 without. What is stuck in a call
     * that has overstayed its deadline does not count.
     *
     * @param value from 1 to 1000
     * @return this builder
     */
    public Builder callsOfEachKind(int value) {
      calls = within("callsOfEachKind", value);
      return this;
    }

    /**
     * Makes every thread, from any thread; the name is set on what it returns before it is started.
     * Without one they are daemon threads, so that they never keep a JVM from ending.
     *
     * @param value called from any thread; must not return null
     * @return this builder
     */
    public Builder factory(ThreadFactory value) {
      factory = Objects.requireNonNull(value, "factory");
      return this;
    }

    /**
     * Starts nothing yet: threads come with the first node that is started.
     *
     * @return the threads, to be closed by the caller
     */
    public HaThreads build() {
      return new HaThreads(Crew.shared(name, loops, calls, factory));
    }

    private static int within(String what, int value) {
      if (value < 1 || value > MOST) {
        throw new IllegalArgumentException(what + ": " + value + " is not between 1 and " + MOST);
      }
      return value;
    }
  }
}
