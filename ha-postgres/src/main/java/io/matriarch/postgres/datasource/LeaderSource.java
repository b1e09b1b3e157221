package io.matriarch.postgres.datasource;

import java.io.IOException;
import java.time.Duration;

/** Where one learns who leads. */
interface LeaderSource extends AutoCloseable {

  /**
   * Asks; used by one thread.
   *
   * @param within how long that may take at most, about
   * @throws IOException nothing was learned; one line without secrets
   */
  Picture ask(Duration within) throws IOException, InterruptedException;

  /**
   * Begins to tell of changes, where the source does by itself.
   *
   * @param hint does not block
   */
  void listen(Runnable hint);

  /** How old a picture may become. */
  Duration every();

  /** The same while nobody leads, or the leader does not confirm it. */
  Duration everyWithoutLeader();

  /** How long a leader is believed in without news, where the cluster itself does not say. */
  Duration silence();

  @Override
  void close();
}
