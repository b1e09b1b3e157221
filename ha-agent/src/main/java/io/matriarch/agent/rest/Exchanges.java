package io.matriarch.agent.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.matriarch.agent.config.RestSection;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests from the server and gives it their answers, at once or when they are known. No
 * thread waits for an answer.
 */
final class Exchanges implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);
  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final long MILLIS_TO_TAKE_AN_ANSWER = 10_000;

  /** One request that is being answered. */
  private record Pending(HttpExchange exchange, long since) {
    @Override
    public String toString() {
      return "%s %s from %s"
          .formatted(
              exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRemoteAddress());
    }
  }

  /** What a reload replaces. */
  private record Rules(AccessControl access, ExtraHeaders headers) {}

  private final Router router;
  private final RestThreads threads;
  private final SlowClients slowClients = new SlowClients(MILLIS_TO_TAKE_AN_ANSWER);
  private volatile Rules rules;

  Exchanges(Router router, RestThreads threads, RestSection section) {
    this.router = router;
    this.threads = threads;
    reconfigure(section);
  }

  void reconfigure(RestSection section) {
    rules = new Rules(new AccessControl(section, router.views()), ExtraHeaders.of(section));
  }

  @Override
  public void handle(HttpExchange exchange) {
    Pending pending = new Pending(exchange, System.nanoTime());
    if (READING.contains(exchange.getRequestMethod())) {
      answer(pending, threads.quick());
      return;
    }
    try {
      threads.changing().execute(() -> answer(pending, threads.changing()));
    } catch (RejectedExecutionException tooMany) {
      send(pending, Answer.text(503, "too many requests are waiting"));
    }
  }

  /**
   * @param later where the answer is written if it is not known at once
   */
  private void answer(Pending pending, Executor later) {
    try {
      CompletionStage<Answer> answer = router.route(request(pending), rules.access());
      if (answer.toCompletableFuture().isDone()) {
        answer.whenComplete((known, failure) -> finish(pending, known, failure));
      } else {
        answer.whenComplete((known, failure) -> finishLater(pending, known, failure, later));
      }
    } catch (IOException clientIsGone) {
      LOG.debug("{}: the client went away: {}", pending, clientIsGone.getMessage());
      pending.exchange().close();
    } catch (RuntimeException e) {
      finish(pending, null, e);
    }
  }

  private static Request request(Pending pending) {
    try {
      return new Request(pending.exchange());
    } catch (IllegalArgumentException brokenEscape) {
      throw RefusedRequest.page(400, "The request's address cannot be read.");
    }
  }

  /** Answers are known on the node's threads, which must not wait for clients. */
  private void finishLater(Pending pending, Answer answer, Throwable failure, Executor later) {
    try {
      later.execute(() -> finish(pending, answer, failure));
    } catch (RejectedExecutionException tooMany) {
      pending.exchange().close();
    }
  }

  private void finish(Pending pending, Answer answer, Throwable failure) {
    send(pending, failure == null ? answer : failed(pending, failure));
  }

  private static Answer failed(Pending pending, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof RefusedRequest refused) {
      return refused.answer();
    }
    LOG.error("{}: could not be answered", pending, cause);
    return Answer.page(500, "The log of this node tells more.");
  }

  private void send(Pending pending, Answer answer) {
    // Closing the exchange writes what is still buffered, so the watch over it ends last.
    try (SlowClients.Writing writing = slowClients.begin();
        HttpExchange exchange = pending.exchange()) {
      LOG.trace("{}", writing);
      rules.headers().addTo(exchange.getResponseHeaders());
      if (!READING.contains(exchange.getRequestMethod())) {
        // Under TLS the server now and then loses the connection whose request had a body.
        exchange.getResponseHeaders().set("Connection", "close");
      }
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      boolean empty = answer.body().length == 0;
      exchange.sendResponseHeaders(answer.code(), empty ? -1 : answer.body().length);
      if (!empty) {
        exchange.getResponseBody().write(answer.body());
      }
    } catch (IOException clientIsGone) {
      LOG.debug("{}: the client went away: {}", pending, clientIsGone.getMessage());
    }
    if (LOG.isDebugEnabled()) {
      long micros = (System.nanoTime() - pending.since()) / 1000;
      LOG.debug("{}: {} after {} microseconds", pending, answer.code(), micros);
    }
  }
}
