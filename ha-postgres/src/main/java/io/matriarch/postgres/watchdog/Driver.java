package io.matriarch.postgres.watchdog;

import java.io.Closeable;
import java.io.IOException;

/** An armed watchdog. Closing it without {@link #disarm} leaves it counting. */
interface Driver extends Closeable {

  /**
   * Asks for a timeout and counts anew.
   *
   * @return the seconds that count from now on, which may be others
   * @throws IOException the timeout is unknown
   */
  int timeout(int seconds) throws IOException;

  /** Counts anew. */
  void keepAlive() throws IOException;

  /** The close that follows stops it. */
  void disarm() throws IOException;

  /** Whether a close stops it only after {@link #disarm}. */
  boolean outlivesUs();
}
