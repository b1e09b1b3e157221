package io.matriarch.postgres.watchdog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** An open device. No call waits. One thread at a time. */
interface DeviceFile extends Closeable {

  /** Opens devices. */
  interface Opener {
    /**
     * For a watchdog that begins to count.
     *
     * @throws IOException it is not there, in use, or not for this user
     */
    DeviceFile open(Path device) throws IOException;
  }

  void write(char sign) throws IOException;

  /**
   * An ioctl.
   *
   * @param data what the driver reads and overwrites
   * @throws IOException the driver refuses, or does not know the request
   */
  void ask(int request, byte[] data) throws IOException;
}
