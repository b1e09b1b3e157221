package io.matriarch.postgres.watchdog;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.nio.file.Path;

/** Opened by the system's own call: Java has no ioctl, and would wait for the reader of a FIFO. */
final class NativeFile implements DeviceFile {
  private static final int WRITE_ONLY = 1;
  private static final int NON_BLOCKING = 0x800;
  // A child that held the device open would keep the kernel from seeing that this process has died.
  private static final int NOT_FOR_CHILDREN = 0x80000;

  /** The calls, as the C library names them. */
  interface C extends Library {
    int open(String path, int flags, Object... mode) throws LastErrorException;

    int ioctl(int file, NativeLong request, Object... argument) throws LastErrorException;

    NativeLong write(int file, byte[] bytes, NativeLong count) throws LastErrorException;

    int close(int file) throws LastErrorException;
  }

  /** Loaded when the first device is opened: most nodes have none. */
  private static final class Loaded {
    private static final C C_LIBRARY = Native.load("c", C.class);
  }

  private final C c;
  private final int file;

  private NativeFile(C c, int file) {
    this.c = c;
    this.file = file;
  }

  static NativeFile open(Path device) throws IOException {
    try {
      C c = Loaded.C_LIBRARY;
      return new NativeFile(
          c, c.open(device.toString(), WRITE_ONLY | NON_BLOCKING | NOT_FOR_CHILDREN));
    } catch (LastErrorException e) {
      throw said("cannot be opened", e);
    } catch (LinkageError e) {
      throw new IOException("cannot be opened: no access to the C library: " + e.getMessage(), e);
    }
  }

  @Override
  public void write(char sign) throws IOException {
    try {
      c.write(file, new byte[] {(byte) sign}, new NativeLong(1));
    } catch (LastErrorException e) {
      throw said("cannot be written", e);
    }
  }

  @Override
  public void ask(int request, byte[] data) throws IOException {
    try (Memory memory = new Memory(data.length)) {
      memory.write(0, data, 0, data.length);
      c.ioctl(file, new NativeLong(Integer.toUnsignedLong(request), true), memory);
      memory.read(0, data, 0, data.length);
    } catch (LastErrorException e) {
      throw said("refuses", e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      c.close(file);
    } catch (LastErrorException e) {
      throw said("cannot be closed", e);
    }
  }

  /** Without the number that stands before the system's words. */
  private static IOException said(String what, LastErrorException e) {
    return new IOException(what + ": " + e.getMessage().replaceFirst("^\\[\\d+] ", ""), e);
  }
}
