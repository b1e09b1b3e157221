package io.matriarch.dcs.etcd;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Asks one server after the other until one answers or the caller's time is up. Each gets its share
 * of what is left. Thread safe.
 */
final class Calls {

  /**
   * What is asked of one server.
   *
   * @param <T> what comes of it
   */
  @FunctionalInterface
  interface Request<T> {
    T with(Attempt attempt) throws Failure;
  }

  private final Servers servers;
  private final Ticker ticker;
  private final ScheduledExecutorService timer;

  Calls(Servers servers, Ticker ticker, ScheduledExecutorService timer) {
    this.servers = servers;
    this.ticker = ticker;
    this.timer = timer;
  }

  Ticker ticker() {
    return ticker;
  }

  /** For what changes nothing. */
  <T> T read(String key, Call call, Request<T> request) throws StoreException {
    try {
      return run(request, call, true);
    } catch (Failure failure) {
      throw EtcdFailures.ofRead(failure, key);
    }
  }

  /** For what does no harm when it is applied twice, or late. */
  <T> T repeatable(String key, Call call, Request<T> request) throws StoreException {
    try {
      return run(request, call, true);
    } catch (Failure failure) {
      throw EtcdFailures.ofWrite(failure, key);
    }
  }

  /** For what is sent to another server only if it was certainly not applied by the first. */
  <T> T once(String key, Call call, Request<T> request) throws StoreException {
    try {
      return run(request, call, false);
    } catch (Failure failure) {
      throw EtcdFailures.ofWrite(failure, key);
    }
  }

  private <T> T run(Request<T> request, Call call, boolean repeatable) throws Failure {
    List<Server> order = servers.inOrder(call.remaining(ticker.now()));
    Failure worst = null;
    for (int asked = 0; asked < order.size(); asked++) {
      Duration left = call.remaining(ticker.now());
      Duration share = repeatable ? left.dividedBy(order.size() - asked) : left;
      try {
        return ask(order.get(asked), request, ticker.now().plus(share));
      } catch (Failure failure) {
        worst = worst != null && worst.is(Failure.Kind.UNKNOWN) ? worst : failure;
        boolean mayGoOn =
            switch (failure.kind()) {
              case NOT_CONNECTED, NOT_APPLIED, TOKEN_OLD -> true;
              case UNKNOWN -> repeatable;
              case REJECTED, LEASE_GONE -> false;
            };
        if (failure.is(Failure.Kind.REJECTED) || failure.is(Failure.Kind.LEASE_GONE)) {
          throw failure;
        }
        servers.failed(order.get(asked));
        boolean stopped = Thread.currentThread().isInterrupted();
        if (!mayGoOn || stopped || ticker.now().hasReached(call.deadline())) {
          throw worst;
        }
      }
    }
    servers.allFailed();
    throw worst;
  }

  private <T> T ask(Server server, Request<T> request, MonoTime until) throws Failure {
    var client = server.client();
    try {
      return request.with(new Attempt(client, until, ticker, timer));
    } catch (Failure failure) {
      if (failure.is(Failure.Kind.NOT_CONNECTED)) {
        server.discard(client);
      }
      if (!failure.is(Failure.Kind.TOKEN_OLD)) {
        throw failure;
      }
      // The client has forgotten its token and asks for a new one.
      return request.with(new Attempt(client, until, ticker, timer));
    }
  }
}
