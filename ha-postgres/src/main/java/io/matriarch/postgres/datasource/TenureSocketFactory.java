package io.matriarch.postgres.datasource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/**
 * Makes the driver's sockets belong to a tenure. The driver creates its factories itself, by their
 * class names and a text; hence the cloakroom, in which a tenure stays for as long as one
 * connection is being made.
 */
public final class TenureSocketFactory extends SocketFactory {
  private static final Map<String, Tenure> CLOAKROOM = new ConcurrentHashMap<>();

  private final Tenure tenure;

  /**
   * For the driver only.
   *
   * @param ticket of the tenure
   */
  public TenureSocketFactory(String ticket) {
    tenure =
        Optional.ofNullable(CLOAKROOM.get(ticket))
            .orElseThrow(() -> new IllegalStateException("connecting has been given up"));
  }

  static String leave(Tenure tenure) {
    String ticket = UUID.randomUUID().toString();
    CLOAKROOM.put(ticket, tenure);
    return ticket;
  }

  static void take(String ticket) {
    CLOAKROOM.remove(ticket);
  }

  @Override
  public Socket createSocket() {
    return new TenureSocket(tenure);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(host, port);
  }

  private Socket connected(InetSocketAddress address) throws IOException {
    Socket socket = createSocket();
    socket.connect(address);
    return socket;
  }
}
