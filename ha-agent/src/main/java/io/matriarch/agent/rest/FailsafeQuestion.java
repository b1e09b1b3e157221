package io.matriarch.agent.rest;

import io.matriarch.core.config.Json;
import io.matriarch.core.config.Values;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.peer.FailsafePing;
import io.matriarch.core.peer.FailsafeVote;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * One member is asked whether the leader may go on. Sent once more when the first attempt fails, or
 * has no answer after half of the time; the first answer of either counts.
 */
final class FailsafeQuestion {
  private static final String ACCEPTED = "Accepted";
  private static final int LONGEST_DETAIL = 80;

  private final NodeName member;
  private final Supplier<CompletableFuture<HttpResponse<byte[]>>> attempt;
  private final Duration timeout;
  private final CompletableFuture<FailsafeVote> vote = new CompletableFuture<>();

  /** Attempts that may still begin, and those that have not failed. */
  private final AtomicInteger unbegun = new AtomicInteger(2);

  private final AtomicInteger hopeful = new AtomicInteger(2);

  FailsafeQuestion(
      NodeName member,
      Supplier<CompletableFuture<HttpResponse<byte[]>>> attempt,
      Duration timeout) {
    this.member = member;
    this.attempt = attempt;
    this.timeout = timeout;
  }

  /**
   * @throws IllegalArgumentException nobody can be asked there
   */
  static URI address(String apiUrl) {
    URI published = URI.create(apiUrl);
    if (published.getRawAuthority() == null) {
      throw new IllegalArgumentException("no host in the address");
    }
    return URI.create(published.getScheme() + "://" + published.getRawAuthority() + "/failsafe");
  }

  static String body(FailsafePing ping) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", ping.leader().value());
    body.put("conn_url", ping.connUrl());
    body.put("api_url", ping.apiUrl());
    body.put("slots", ping.slots());
    body.put("ttl", ping.ttl().toSeconds() + (ping.ttl().getNano() > 0 ? 1 : 0));
    return Json.compact(body);
  }

  /** Always completes normally, at the latest when the time is over. */
  CompletionStage<FailsafeVote> ask() {
    vote.completeOnTimeout(refused("no answer in time"), timeout.toMillis(), TimeUnit.MILLISECONDS);
    begin();
    if (!vote.isDone()) {
      CompletableFuture.delayedExecutor(timeout.toMillis() / 2, TimeUnit.MILLISECONDS)
          .execute(this::begin);
    }
    return vote;
  }

  private void begin() {
    if (vote.isDone() || unbegun.getAndDecrement() <= 0) {
      return;
    }
    try {
      CompletableFuture<HttpResponse<byte[]>> request = attempt.get();
      request.whenComplete(
          (response, failure) -> {
            if (failure == null) {
              vote.complete(read(response));
            } else {
              failed(failure);
            }
          });
      vote.whenComplete((known, failure) -> request.cancel(true));
    } catch (IllegalArgumentException noUsableAddress) {
      vote.complete(refused("has no address that can be asked"));
    }
  }

  private void failed(Throwable failure) {
    if (hopeful.decrementAndGet() > 0) {
      begin();
    } else {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      vote.complete(refused(cause.getClass().getSimpleName()));
    }
  }

  private FailsafeVote read(HttpResponse<byte[]> response) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    boolean accepted = response.statusCode() == 200 && text.equals(ACCEPTED);
    OptionalLong position =
        response
            .headers()
            .firstValue("lsn")
            .map(lsn -> Values.integer(lsn, ""))
            .orElse(OptionalLong.empty());
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return new FailsafeVote(
        member,
        accepted,
        position,
        response.statusCode() + " " + line.substring(0, Math.min(line.length(), LONGEST_DETAIL)));
  }

  private FailsafeVote refused(String why) {
    return new FailsafeVote(member, false, OptionalLong.empty(), why);
  }
}
