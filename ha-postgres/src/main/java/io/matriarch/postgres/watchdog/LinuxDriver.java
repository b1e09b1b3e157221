package io.matriarch.postgres.watchdog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The kernel's interface to watchdogs, as {@code linux/watchdog.h} describes it. */
final class LinuxDriver implements Driver {
  static final int GET_SUPPORT = 0x80285700;
  static final int SET_TIMEOUT = 0xC0045706;
  static final int GET_TIMEOUT = 0x80045707;
  static final int CAN_MAGIC_CLOSE = 0x0100;

  /** Options, a version, and a name of 32 bytes. */
  private static final int SUPPORT_BYTES = 40;

  private final DeviceFile file;
  private final boolean magicClose;

  /**
   * @throws IOException it is no watchdog; the file is still open
   */
  LinuxDriver(DeviceFile file) throws IOException {
    this.file = file;
    try {
      byte[] support = new byte[SUPPORT_BYTES];
      file.ask(GET_SUPPORT, support);
      magicClose = (numbers(support).getInt(0) & CAN_MAGIC_CLOSE) != 0;
    } catch (IOException e) {
      throw new IOException("is no watchdog: " + e.getMessage(), e);
    }
  }

  /** A driver whose timeout is fixed refuses, and tells it all the same. */
  @Override
  public int timeout(int seconds) throws IOException {
    byte[] data = new byte[Integer.BYTES];
    try {
      numbers(data).putInt(0, seconds);
      file.ask(SET_TIMEOUT, data);
    } catch (IOException fixed) {
      // What counts is asked next.
    }
    try {
      file.ask(GET_TIMEOUT, data);
      return numbers(data).getInt(0);
    } catch (IOException e) {
      throw new IOException("does not tell its timeout: " + e.getMessage(), e);
    }
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
    return magicClose;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static ByteBuffer numbers(byte[] data) {
    return ByteBuffer.wrap(data).order(ByteOrder.nativeOrder());
  }
}
