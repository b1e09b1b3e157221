package io.matriarch.examples.replicatedlog;

import io.matriarch.core.model.ReplicationSource;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** A connection to another node's log. Not thread safe, except {@link #close}. */
final class LogClient implements Closeable {
  private final Socket socket = new Socket();
  private final DataInputStream in;

  /** Each answer is waited for as long as this. */
  LogClient(ReplicationSource source, Duration timeout) throws IOException {
    int millis = (int) Math.max(1, timeout.toMillis());
    try {
      socket.connect(new InetSocketAddress(source.host(), source.port()), millis);
      socket.setSoTimeout(millis);
      socket.setKeepAlive(true);
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** How the other copy came about. */
  History history() throws IOException {
    return History.parse(ask("HISTORY"));
  }

  /**
   * All records behind a history, which come as they are written.
   *
   * @param silence how long none may come; zero: as long as it likes
   * @throws IOException also if that history is no part of the other one
   */
  DataInputStream stream(History behind, Duration silence) throws IOException {
    String answer = ask("STREAM " + behind);
    if (!answer.equals("OK")) {
      throw new IOException(answer);
    }
    socket.setSoTimeout((int) silence.toMillis());
    return in;
  }

  private String ask(String question) throws IOException {
    Lines.write(socket.getOutputStream(), question);
    return Lines.read(in);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
