package io.matriarch.postgres.datasource;

import io.matriarch.core.config.Json;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The REST APIs of the members. All are asked for what they know of the cluster, and whoever leads
 * by that is asked whether it holds its right to lead at this moment.
 */
final class RestSource implements LeaderSource {
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Duration EVERY_WITHOUT_LEADER = Duration.ofMillis(200);

  /** For those who do not answer while others do. */
  private static final Duration GRACE = Duration.ofMillis(300);

  /** A leader proves itself every ten seconds or more often, and its ttl is usually longer. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private static final int MOST_MEMBERS = 32;

  private final Set<URI> given;
  private final Ticker ticker;
  private final HttpClient client;
  private Set<URI> members;
  private volatile String cluster;

  /**
   * @param given addresses of some members' APIs; more are learned from them
   */
  RestSource(List<URI> given, Ticker ticker, HttpClient client) {
    this.given = new TreeSet<>(given);
    this.ticker = ticker;
    this.client = client;
    this.members = this.given;
    this.cluster = given.get(0).getAuthority();
  }

  @Override
  public Picture ask(Duration within) throws IOException, InterruptedException {
    List<CompletableFuture<Optional<ClusterAnswer>>> asked =
        members.stream().map(member -> cluster(member, within)).toList();
    List<ClusterAnswer> answers =
        collect(asked, within).stream().flatMap(Optional::stream).toList();
    if (answers.isEmpty()) {
      throw new IOException("none of the members answers: " + members);
    }
    ClusterAnswer newest = answers.stream().max(Comparator.comparing(ClusterAnswer::age)).get();
    cluster = newest.scope().orElse(cluster);
    learn(answers);
    MonoTime sentAt = ticker.now();
    Optional<ClusterAnswer.Member> leader = newest.leader();
    boolean confirmed = leader.isPresent() && isConfirmed(leader.get(), within);
    return new Picture(
        sentAt,
        leader.map(m -> new Picture.Leader(m.name(), m.name().value(), m.server())),
        confirmed,
        newest.replicas(),
        OptionalLong.empty(),
        Optional.empty());
  }

  private CompletableFuture<Optional<ClusterAnswer>> cluster(URI member, Duration within) {
    return get(member.resolve("/cluster"), within)
        .thenApply(answer -> Json.object(answer.body()).map(ClusterAnswer::of));
  }

  private boolean isConfirmed(ClusterAnswer.Member leader, Duration within)
      throws InterruptedException {
    if (leader.api().isEmpty()) {
      return false;
    }
    URI primary = leader.api().get().resolve("/primary");
    return collect(List.of(get(primary, within)), within).stream()
        .anyMatch(answer -> answer.statusCode() == 200);
  }

  private CompletableFuture<HttpResponse<String>> get(URI address, Duration within) {
    return client.sendAsync(
        HttpRequest.newBuilder(address).timeout(within).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** What has come in time: all, or what the slow ones' grace leaves. */
  private static <T> List<T> collect(List<CompletableFuture<T>> asked, Duration within)
      throws InterruptedException {
    CompletableFuture<?> all = CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new));
    CompletableFuture<T> first = new CompletableFuture<>();
    asked.forEach(answer -> answer.thenAccept(first::complete));
    if (await(CompletableFuture.anyOf(all, first), within)) {
      await(all, GRACE);
    }
    asked.forEach(answer -> answer.cancel(true));
    return asked.stream()
        .filter(answer -> !answer.isCompletedExceptionally())
        .map(CompletableFuture::join)
        .toList();
  }

  private static boolean await(CompletableFuture<?> answer, Duration within)
      throws InterruptedException {
    try {
      answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException notAll) {
      return false;
    }
  }

  private void learn(List<ClusterAnswer> answers) {
    Set<URI> all = new TreeSet<>(given);
    answers.stream()
        .flatMap(answer -> answer.members().stream())
        .flatMap(member -> member.api().stream())
        .map(api -> api.resolve("/"))
        .limit(MOST_MEMBERS)
        .forEach(all::add);
    members = all;
  }

  @Override
  public void listen(Runnable hint) {
    // Nobody tells; one has to ask.
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public Duration everyWithoutLeader() {
    return EVERY_WITHOUT_LEADER;
  }

  @Override
  public Duration silence() {
    return SILENCE;
  }

  @Override
  public void close() {
    // The client's threads end when it is not used any more.
  }

  @Override
  public String toString() {
    return cluster;
  }
}
