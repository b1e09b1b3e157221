package io.matriarch.examples.quickstart.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.watch.WatchEvent.EventType;
import io.matriarch.core.model.ClusterId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A cluster's keys in etcd. */
final class EtcdView extends StoreView {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** It tells the terminal, which belongs to the story, what the system lacks. */
  private static final Logger TALKATIVE = Logger.getLogger("io.grpc.netty.TcpMetrics");

  private final Client client;

  private EtcdView(Client client, ClusterId cluster) {
    super(cluster);
    this.client = client;
  }

  static EtcdView connect(String hosts, ClusterId cluster) {
    TALKATIVE.setLevel(Level.WARNING);
    return new EtcdView(Client.builder().endpoints("http://" + hosts).build(), cluster);
  }

  @Override
  Optional<String> text(String key) throws InterruptedException {
    try {
      return client
          .getKVClient()
          .get(bytes(key))
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .getKvs()
          .stream()
          .map(one -> one.getValue().toString(UTF_8))
          .findFirst();
    } catch (ExecutionException | TimeoutException e) {
      throw new TrialException("cannot read " + key + ": " + e.getMessage(), e);
    }
  }

  @Override
  void watch(String key, LeaderEvents events) {
    client
        .getWatchClient()
        .watch(
            bytes(key),
            Watch.listener(
                response ->
                    response.getEvents().stream()
                        .filter(event -> event.getEventType() == EventType.DELETE)
                        .forEach(event -> events.deleted())));
  }

  @Override
  public void close() {
    client.close();
  }

  private static ByteSequence bytes(String text) {
    return ByteSequence.from(text, UTF_8);
  }
}
