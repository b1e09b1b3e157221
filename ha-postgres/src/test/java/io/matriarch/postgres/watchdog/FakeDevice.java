package io.matriarch.postgres.watchdog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** A device whose driver does as a test wants it; it notes what it was told. */
final class FakeDevice implements DeviceFile {
  final List<String> heard = new ArrayList<>();
  boolean watchdog = true;
  boolean magicClose = true;
  boolean tellsTimeout = true;
  boolean settable = true;
  boolean writable = true;
  int timeout = 60;

  /** What becomes of a timeout that it is asked for. */
  IntUnaryOperator rounding = seconds -> seconds;

  FakeDevice open(Path device) {
    heard.add("open");
    return this;
  }

  @Override
  public void write(char sign) throws IOException {
    if (!writable) {
      throw new IOException("cannot be written: Input/output error");
    }
    heard.add(String.valueOf(sign));
  }

  @Override
  public void ask(int request, byte[] data) throws IOException {
    ByteBuffer numbers = ByteBuffer.wrap(data).order(ByteOrder.nativeOrder());
    switch (request) {
      case LinuxDriver.GET_SUPPORT -> {
        allow(watchdog, "Inappropriate ioctl for device");
        numbers.putInt(magicClose ? LinuxDriver.CAN_MAGIC_CLOSE | 0x8080 : 0x8080);
      }
      case LinuxDriver.SET_TIMEOUT -> {
        allow(settable, "Operation not supported");
        timeout = rounding.applyAsInt(numbers.getInt(0));
        heard.add("timeout " + timeout);
        numbers.putInt(timeout);
      }
      case LinuxDriver.GET_TIMEOUT -> {
        allow(tellsTimeout, "Operation not supported");
        numbers.putInt(timeout);
      }
      default -> throw new IOException("unknown request " + request);
    }
  }

  private static void allow(boolean right, String problem) throws IOException {
    if (!right) {
      throw new IOException("refuses: " + problem);
    }
  }

  @Override
  public void close() {
    heard.add("close");
  }

  /** What was told since the last time. */
  List<String> news() {
    List<String> news = List.copyOf(heard);
    heard.clear();
    return news;
  }
}
