package io.matriarch.postgres.watchdog;

import java.io.IOException;

/** A plain file or a FIFO in place of a watchdog: it is written, and nothing resets anything. */
final class TestingDriver implements Driver {
  private final DeviceFile file;

  TestingDriver(DeviceFile file) {
    this.file = file;
  }

  @Override
  public int timeout(int seconds) {
    return seconds;
  }

  @Override
  public void keepAlive() throws IOException {
    file.write('1');
  }

  @Override
  public void disarm() throws IOException {
    file.write('V');
  }

  @Override
  public boolean outlivesUs() {
    return true;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
