package io.matriarch.postgres.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * As much of a socket over a Unix channel as the driver uses. One thread may read while another one
 * writes or closes.
 */
final class UnixSocket extends Socket {
  private static final int BUFFER = 64 * 1024;

  private final Path path;
  private volatile int timeout;
  private volatile boolean ended;
  private SocketChannel channel;
  private Selector readable;
  private Selector writable;

  UnixSocket(Path path) {
    this.path = path;
  }

  @Override
  public void connect(SocketAddress ignored) throws IOException {
    connect(ignored, 0);
  }

  /** The server's queue takes a connection at once, or not at all. */
  @Override
  public void connect(SocketAddress ignored, int within) throws IOException {
    channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(path));
      channel.configureBlocking(false);
      readable = watch(SelectionKey.OP_READ);
      writable = watch(SelectionKey.OP_WRITE);
    } catch (IOException e) {
      channel.close();
      throw new SocketException(path + ": " + e.getMessage());
    }
  }

  private Selector watch(int operation) throws IOException {
    Selector selector = Selector.open();
    channel.register(selector, operation);
    return selector;
  }

  /** Waits until the channel is ready, for the time given; 0: without end. */
  private void await(Selector selector, int millis) throws IOException {
    try {
      selector.selectedKeys().clear();
      boolean ready = selector.select(millis) > 0;
      if (ended || Thread.currentThread().isInterrupted()) {
        throw new SocketException(ended ? "Socket closed" : "interrupted");
      }
      if (!ready && millis > 0) {
        throw new SocketTimeoutException("Read timed out");
      }
    } catch (ClosedSelectorException closed) {
      throw new SocketException("Socket closed");
    }
  }

  @Override
  public InputStream getInputStream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
        int read = channel.read(buffer);
        while (read == 0 && length > 0) {
          await(readable, timeout);
          read = channel.read(buffer);
        }
        return read;
      }
    };
  }

  @Override
  public OutputStream getOutputStream() {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] from, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(from, offset, length);
        while (buffer.hasRemaining()) {
          if (channel.write(buffer) == 0) {
            await(writable, 0);
          }
        }
      }
    };
  }

  @Override
  public void close() throws IOException {
    ended = true;
    if (channel != null) {
      channel.close();
      for (Selector selector : new Selector[] {readable, writable}) {
        if (selector != null) {
          selector.close();
        }
      }
    }
  }

  @Override
  public boolean isConnected() {
    return channel != null && channel.isConnected();
  }

  @Override
  public boolean isClosed() {
    return ended;
  }

  @Override
  public void setSoTimeout(int millis) {
    timeout = millis;
  }

  @Override
  public int getSoTimeout() {
    return timeout;
  }

  @Override
  public int getSendBufferSize() {
    return BUFFER;
  }

  @Override
  public int getReceiveBufferSize() {
    return BUFFER;
  }

  @Override
  public void setSendBufferSize(int bytes) {
    // As the system has it.
  }

  @Override
  public void setReceiveBufferSize(int bytes) {
    // As the system has it.
  }

  @Override
  public void setTcpNoDelay(boolean on) {
    // Nothing is ever delayed.
  }

  @Override
  public boolean getTcpNoDelay() {
    return true;
  }

  @Override
  public void setKeepAlive(boolean on) {
    // The system knows when the other side is gone.
  }

  @Override
  public boolean getKeepAlive() {
    return false;
  }
}
