package io.matriarch.dcs.etcd;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** A name server that knows SRV records only. */
final class NameServer implements AutoCloseable {
  private static final int TTL_SECONDS = 1;

  private final EventLoopGroup threads =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel channel;

  /**
   * @param records {@code host:port} by name of the service, with a dot at its end
   */
  NameServer(Map<String, List<String>> records) throws InterruptedException {
    channel =
        new Bootstrap()
            .group(threads)
            .channel(NioDatagramChannel.class)
            .handler(
                new ChannelInitializer<DatagramChannel>() {
                  @Override
                  protected void initChannel(DatagramChannel opened) {
                    opened
                        .pipeline()
                        .addLast(new DatagramDnsQueryDecoder())
                        .addLast(new DatagramDnsResponseEncoder())
                        .addLast(new Answers(records));
                  }
                })
            .bind("127.0.0.1", 0)
            .sync()
            .channel();
  }

  int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  @Override
  public void close() {
    threads.shutdownGracefully();
  }

  private static final class Answers extends SimpleChannelInboundHandler<DatagramDnsQuery> {
    private final Map<String, List<String>> records;

    Answers(Map<String, List<String>> records) {
      this.records = records;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
      DefaultDnsQuestion question = query.recordAt(DnsSection.QUESTION);
      String name = question.name();
      DatagramDnsResponse response =
          new DatagramDnsResponse(query.recipient(), query.sender(), query.id());
      response.addRecord(DnsSection.QUESTION, new DefaultDnsQuestion(name, question.type()));
      List<String> found = records.getOrDefault(name, List.of());
      if (found.isEmpty()) {
        response.setCode(DnsResponseCode.NXDOMAIN);
      }
      for (String server : found) {
        response.addRecord(
            DnsSection.ANSWER,
            new DefaultDnsRawRecord(name, DnsRecordType.SRV, TTL_SECONDS, content(server)));
      }
      context.writeAndFlush(response);
    }

    /** Priority, weight, port, and the labels of the host. */
    private static ByteBuf content(String server) {
      String[] parts = server.split(":");
      ByteBuf content = Unpooled.buffer();
      content.writeShort(0).writeShort(0).writeShort(Integer.parseInt(parts[1]));
      for (String label : parts[0].split("\\.")) {
        content.writeByte(label.length()).writeBytes(label.getBytes(US_ASCII));
      }
      return content.writeByte(0);
    }
  }
}
