package io.matriarch.agent.rest;

import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.peer.PeerGateway;
import io.matriarch.core.peer.PeerStatus;
import java.net.URI;
import java.net.http.HttpClient;
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
  private final ThreadPoolExecutor threads = PeerClient.threads();
  private Optional<HttpClient> client = Optional.empty();
  private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();

  @Override
  public CompletionStage<PeerStatus> ask(MemberRecord member, Duration timeout) {
    NodeName name = member.name();
    PeerStatus silent = PeerStatus.unreachable(name);
    CompletableFuture<PeerStatus> answer = new CompletableFuture<>();
    try {
      CompletableFuture<HttpResponse<byte[]>> request =
          client()
              .sendAsync(
                  PeerClient.get(URI.create(member.apiUrl()), timeout),
                  HttpResponse.BodyHandlers.ofByteArray());
      underWay.add(request);
      request.whenComplete(
          (response, failure) -> {
            underWay.remove(request);
            answer.complete(failure == null ? PeerAnswer.parse(name, response.body()) : silent);
          });
      // The client's own limit ends with the headers; a body may trickle in for ever.
      answer.completeOnTimeout(silent, timeout.toMillis(), TimeUnit.MILLISECONDS);
      answer.whenComplete((status, failure) -> request.cancel(true));
    } catch (IllegalArgumentException noUsableAddress) {
      answer.complete(silent);
    }
    return answer;
  }

  /** Made when first needed: a client costs megabytes that a healthy cluster does not need. */
  private synchronized HttpClient client() {
    if (client.isEmpty()) {
      client = Optional.of(PeerClient.over(threads));
    }
    return client.get();
  }

  @Override
  public void close() {
    underWay.forEach(request -> request.cancel(true));
    threads.shutdown();
  }
}
