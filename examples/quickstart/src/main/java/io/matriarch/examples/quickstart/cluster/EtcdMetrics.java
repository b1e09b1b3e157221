package io.matriarch.examples.quickstart.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What an etcd server counts, in the text format of Prometheus. */
public record EtcdMetrics(String text) {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /** Asks that server; blocks for two seconds at most. */
  public static EtcdMetrics of(String host) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + host + "/metrics")).timeout(PATIENCE).build();
    return new EtcdMetrics(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  /** True if it takes itself for the leader of its ensemble. */
  public boolean leads() {
    return sum("etcd_server_is_leader") > 0;
  }

  /** Requests that clients have sent since it was started, those within streams included. */
  public long received() {
    return (long) sum("grpc_server_msg_received_total");
  }

  /** Over all labels. */
  private double sum(String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
