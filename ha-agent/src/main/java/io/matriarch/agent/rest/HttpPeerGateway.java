package io.matriarch.agent.rest;

import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.peer.FailsafePing;
import io.matriarch.core.peer.FailsafeVote;
import io.matriarch.core.peer.PeerGateway;
import io.matriarch.core.peer.PeerStatus;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Asks peers over HTTP at the address they publish. Any status code counts, as long as the body
 * tells what is needed; a refused connection is an answer at once. Thread safe.
 */
public final class HttpPeerGateway implements PeerGateway {
  private static final Duration WARM_UP = Duration.ofSeconds(5);

  private final ThreadPoolExecutor threads = PeerClient.threads();
  private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
  private PeerAccess access;
  private Optional<HttpClient> client = Optional.empty();

  /** Peers are asked without credentials, and their certificates are not verified. */
  public HttpPeerGateway() {
    this(PeerAccess.open());
  }

  /**
   * Peers are asked with these credentials and certificates.
   *
   * @param access what to say of oneself, and whom to trust
   */
  public HttpPeerGateway(PeerAccess access) {
    this.access = access;
  }

  /**
   * Asks with these credentials and certificates from now on. Does not block.
   *
   * @param next what to say of oneself, and whom to trust
   */
  public synchronized void reconfigure(PeerAccess next) {
    access = next;
    client = Optional.empty();
  }

  /**
   * Asks the own API something harmless, so that what the first question costs (some 100 ms of
   * loading classes) does not fall into a failover. Does not block; its outcome does not matter.
   *
   * @param ownApiUrl as the node publishes it
   */
  public void warmUp(String ownApiUrl) {
    try {
      URI liveness = URI.create(ownApiUrl).resolve("/liveness");
      send(PeerClient.get(liveness, WARM_UP));
    } catch (IllegalArgumentException noUsableAddress) {
      // Then nobody asks this node either, and the first question costs what it costs.
    }
  }

  @Override
  public CompletionStage<PeerStatus> ask(MemberRecord member, Duration timeout) {
    NodeName name = member.name();
    PeerStatus silent = PeerStatus.unreachable(name);
    CompletableFuture<PeerStatus> answer = new CompletableFuture<>();
    try {
      CompletableFuture<HttpResponse<byte[]>> request =
          send(PeerClient.get(URI.create(member.apiUrl()), timeout));
      request.whenComplete(
          (response, failure) ->
              answer.complete(failure == null ? PeerAnswer.parse(name, response.body()) : silent));
      // The client's own limit ends with the headers; a body may trickle in for ever.
      answer.completeOnTimeout(silent, timeout.toMillis(), TimeUnit.MILLISECONDS);
      answer.whenComplete((status, failure) -> request.cancel(true));
    } catch (IllegalArgumentException noUsableAddress) {
      answer.complete(silent);
    }
    return answer;
  }

  @Override
  public CompletionStage<FailsafeVote> mayGoOn(
      NodeName member, String apiUrl, FailsafePing ping, Duration timeout) {
    return new FailsafeQuestion(member, () -> send(question(apiUrl, ping, timeout)), timeout).ask();
  }

  private HttpRequest question(String apiUrl, FailsafePing ping, Duration timeout) {
    return PeerClient.post(
        FailsafeQuestion.address(apiUrl), FailsafeQuestion.body(ping), access(), timeout);
  }

  private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> sent =
        client().sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    underWay.add(sent);
    sent.whenComplete((response, failure) -> underWay.remove(sent));
    return sent;
  }

  private synchronized PeerAccess access() {
    return access;
  }

  /** Made when first needed: a client costs megabytes. */
  private synchronized HttpClient client() {
    if (client.isEmpty()) {
      client = Optional.of(PeerClient.over(threads, access));
    }
    return client.get();
  }

  @Override
  public void close() {
    underWay.forEach(request -> request.cancel(true));
    threads.shutdown();
  }
}
