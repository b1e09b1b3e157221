package io.matriarch.examples.replicatedlog;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** A client's connection to one node. */
final class LogSession implements AutoCloseable {
  private final Socket socket = new Socket();
  private final InputStream in;

  LogSession(int port, Duration patience) throws IOException {
    try {
      int millis = (int) patience.toMillis();
      socket.connect(new InetSocketAddress("127.0.0.1", port), millis);
      socket.setSoTimeout(millis);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  void send(String line) throws IOException {
    Lines.write(socket.getOutputStream(), line);
  }

  String answer() throws IOException {
    return Lines.read(in);
  }

  /** How many bytes still come. */
  long rest() throws IOException {
    return in.transferTo(OutputStream.nullOutputStream());
  }

  String append(String text) throws IOException {
    send("APPEND " + text);
    return answer();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
