package io.matriarch.dcs.zookeeper;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * Asks a server how short a session it grants, by asking for one of a millisecond and ending it at
 * once. That is two of its ticks, unless its file sets minSessionTimeout. The client itself cannot
 * ask: it would give up within that millisecond.
 */
final class ShortestSession {
  private static final int CLOSE = -11;
  private static final int PASSWORD = 16;
  private static final int LONGEST_ANSWER = 1024;

  private ShortestSession() {}

  /**
   * Blocks until the server answers, or twice that long.
   *
   * @param server may be unresolved
   * @throws IOException it does not answer, or not as a server does
   */
  static Duration grantedBy(InetSocketAddress server, Duration patience) throws IOException {
    int millis = (int) patience.toMillis();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(server.getHostString(), server.getPort()), millis);
      socket.setSoTimeout(millis);
      socket.getOutputStream().write(connectRequest());
      DataInputStream answer = new DataInputStream(socket.getInputStream());
      int length = answer.readInt();
      if (length < 2 * Integer.BYTES || length > LONGEST_ANSWER) {
        throw new IOException("not an answer of a ZooKeeper server");
      }
      answer.readInt();
      Duration granted = Duration.ofMillis(answer.readInt());
      answer.skipNBytes(length - 2L * Integer.BYTES);
      end(socket);
      return granted;
    }
  }

  /** The server hangs up when it has ended the session; otherwise that expires very soon. */
  private static void end(Socket socket) {
    try {
      socket.getOutputStream().write(closeRequest());
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException goneAnyway) {
      // What was asked for has been told.
    }
  }

  private static byte[] connectRequest() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream body = new DataOutputStream(bytes);
    int protocol = 0;
    long lastSeen = 0;
    int timeout = 1;
    long noSession = 0;
    body.writeInt(protocol);
    body.writeLong(lastSeen);
    body.writeInt(timeout);
    body.writeLong(noSession);
    body.writeInt(PASSWORD);
    body.write(new byte[PASSWORD]);
    boolean readOnly = false;
    body.writeBoolean(readOnly);
    return framed(bytes.toByteArray());
  }

  private static byte[] closeRequest() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream body = new DataOutputStream(bytes);
    int number = 1;
    body.writeInt(number);
    body.writeInt(CLOSE);
    return framed(bytes.toByteArray());
  }

  private static byte[] framed(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream frame = new DataOutputStream(bytes);
    frame.writeInt(body.length);
    frame.write(body);
    return bytes.toByteArray();
  }
}
