package io.matriarch.examples.launcher;

import io.matriarch.agent.config.AgentConfig;
import io.matriarch.agent.config.AgentConfigReader;
import io.matriarch.agent.config.ConfigException;
import io.matriarch.agent.config.ConfigSource;
import io.matriarch.examples.launcher.log.LogSetup;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the local configuration again when it is asked to, and hands it to whatever can change
 * while it runs. A configuration that cannot be used changes nothing.
 */
final class Reloader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);

  private final ConfigSource source;
  private final ThreadPoolExecutor thread = thread();
  private volatile Optional<Before> before = Optional.empty();
  private final List<Part> parts = new CopyOnWriteArrayList<>();

  /** Something that can change while it runs. */
  @FunctionalInterface
  interface Part {
    /**
     * Takes the new configuration over. Must not block for long.
     *
     * @throws IOException it cannot be used; everything is as before
     * @throws IllegalArgumentException likewise
     */
    void take(AgentConfig fresh) throws IOException;
  }

  /**
   * @param started what the agent was started with
   * @param last what was read last
   * @param stores sections for which there is a store
   */
  private record Before(AgentConfig started, AgentConfig last, Set<String> stores) {}

  Reloader(ConfigSource source) {
    this.source = source;
  }

  /** From now on requests are heard. */
  void begin(AgentConfig config, Set<String> stores) {
    before = Optional.of(new Before(config, config, stores));
  }

  /**
   * From now on they reach this, too, after all that came before it. What was read since the start
   * reaches it at once: it may have been made of what was read first.
   */
  void handTo(Part part) {
    parts.add(part);
    before
        .filter(was -> !was.last().equals(was.started()))
        .ifPresent(was -> take(part, was.last()));
  }

  /**
   * Any thread; returns at once. A request that comes while another one is carried out is carried
   * out afterwards; more of them count as one.
   */
  void request() {
    thread.execute(this::reload);
  }

  @Override
  public void close() {
    thread.shutdown();
  }

  private void reload() {
    if (before.isEmpty()) {
      return;
    }
    Before was = before.get();
    try {
      AgentConfig fresh = AgentConfigReader.read(source.read(), was.stores());
      apply(was, fresh);
      before = Optional.of(new Before(was.started(), fresh, was.stores()));
    } catch (ConfigException e) {
      LOG.error("{}; the configuration stays as it was", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("the configuration could not be read again: {}", e.toString(), e);
    }
  }

  private void apply(Before was, AgentConfig fresh) {
    LOG.info(
        fresh.equals(was.last())
            ? "the configuration was read again, nothing has changed"
            : "the configuration was read again");
    said(was.last().warnings(), fresh.warnings()).forEach(LOG::warn);
    RestartOnly.keys(was.started(), fresh)
        .forEach(key -> LOG.warn("{}: is changed when the agent is started anew", key));
    take(config -> LogSetup.apply(config.log()), fresh);
    parts.forEach(part -> take(part, fresh));
  }

  private void take(Part part, AgentConfig fresh) {
    try {
      part.take(fresh);
    } catch (IOException | IllegalArgumentException e) {
      LOG.error("{}: {}; this part stays as it was", source, e.getMessage());
    }
  }

  /** What was not said before. */
  private static List<String> said(List<String> last, List<String> fresh) {
    return fresh.stream().filter(line -> !last.contains(line)).toList();
  }

  private static ThreadPoolExecutor thread() {
    ThreadPoolExecutor thread =
        new ThreadPoolExecutor(
            0,
            1,
            1,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            work -> {
              Thread made = Executors.defaultThreadFactory().newThread(work);
              made.setName("reload");
              made.setDaemon(true);
              return made;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    return thread;
  }
}
