package io.matriarch.postgres.leash;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** To a compiled leash. */
final class SocketLink implements LeashLink {
  private final SocketChannel channel;
  private final Selector selector;

  private SocketLink(SocketChannel channel, Selector selector) {
    this.channel = channel;
    this.selector = selector;
  }

  static SocketLink connect(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.configureBlocking(false);
      Selector selector = Selector.open();
      channel.register(selector, SelectionKey.OP_READ);
      return new SocketLink(channel, selector);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public LeashAnswer say(String command, Duration within) throws IOException {
    long deadline = System.nanoTime() + within.toNanos();
    ByteBuffer line = ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.US_ASCII));
    channel.write(line);
    if (line.hasRemaining()) {
      throw new IOException("the leash does not listen");
    }
    ByteBuffer answer = ByteBuffer.allocate(128);
    while (answer.position() == 0 || answer.get(answer.position() - 1) != '\n') {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0 || selector.select(left) == 0) {
        throw new IOException("the leash has not answered within " + within.toMillis() + " ms");
      }
      selector.selectedKeys().clear();
      if (channel.read(answer) < 0) {
        throw new IOException("the leash has ended");
      }
    }
    String text = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
    return LeashAnswer.parse(text.strip());
  }

  @Override
  public void close() throws IOException {
    selector.close();
    channel.close();
  }
}
