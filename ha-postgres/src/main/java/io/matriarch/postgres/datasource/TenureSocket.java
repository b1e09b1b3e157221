package io.matriarch.postgres.datasource;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;

/** Sends and receives for as long as its tenure lasts. */
final class TenureSocket extends Socket {
  private final Tenure tenure;

  TenureSocket(Tenure tenure) {
    this.tenure = tenure;
  }

  @Override
  public void connect(SocketAddress address, int timeout) throws IOException {
    tenure.add(this);
    try {
      tenure.check();
      super.connect(address, timeout);
    } catch (IOException e) {
      tenure.remove(this);
      throw e;
    }
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new Received(super.getInputStream());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new Sent(super.getOutputStream());
  }

  @Override
  public void close() throws IOException {
    tenure.remove(this);
    super.close();
  }

  private final class Received extends FilterInputStream {
    Received(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = received(bytes, offset, length);
      // What is here now has been said before now.
      tenure.check();
      return read;
    }

    private int received(byte[] bytes, int offset, int length) throws IOException {
      try {
        int read = super.read(bytes, offset, length);
        if (read < 0) {
          tenure.broken();
        }
        return read;
      } catch (SocketTimeoutException onlySlow) {
        throw onlySlow;
      } catch (IOException e) {
        tenure.check(); // tells why it was closed, if it was closed from here
        tenure.broken();
        throw e;
      }
    }
  }

  private final class Sent extends FilterOutputStream {
    Sent(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      tenure.check();
      out.write(bytes, offset, length);
    }

    @Override
    public void write(int value) throws IOException {
      tenure.check();
      out.write(value);
    }
  }
}
