package io.matriarch.postgres.leash;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The connection to a leash, which listens to whoever connected last. One thread at a time. */
interface LeashLink extends Closeable {
  int TYPE = 0170000;
  int PIPE = 0010000;

  /**
   * Does not wait: a leash that is frozen shows itself by not answering.
   *
   * @param address the socket of a compiled leash, or the pipe of a script
   * @throws IOException nobody listens there
   */
  static LeashLink connect(Path address) throws IOException {
    int mode = (int) Files.getAttribute(address, "unix:mode");
    return (mode & TYPE) == PIPE ? PipeLink.connect(address) : SocketLink.connect(address);
  }

  /**
   * Sends a command and waits for its answer.
   *
   * @throws IOException the leash has ended, or does not answer in time; the link is of no use any
   *     more, since the answer may still come
   */
  LeashAnswer say(String command, Duration within) throws IOException;
}
