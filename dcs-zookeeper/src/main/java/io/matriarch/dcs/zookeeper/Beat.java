package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A request whose answer serves all who ask about that time. Thread safe; does not block.
 *
 * @param <T> what the answer contains
 */
final class Beat<T> {

  /**
   * One of them.
   *
   * @param sentAt instant before it was sent
   * @param answer what became of it
   */
  record Sent<T>(ZooKeeperSession session, MonoTime sentAt, CompletableFuture<Reply<T>> answer) {

    /** True unless it has failed, or came over a connection before this one. */
    private boolean countsIn(ZooKeeperSession now) {
      Reply<T> known = answer.getNow(null);
      return session == now
          && (known == null || known.ok() && known.connection() == now.connection());
    }
  }

  private final Duration lasts;
  private final Ticker ticker;
  private Sent<T> last;

  /**
   * @param lasts for how long one serves others
   */
  Beat(Duration lasts, Ticker ticker) {
    this.lasts = lasts;
    this.ticker = ticker;
  }

  /**
   * The last one if it is young enough and was sent over the connection that stands, else a new.
   */
  synchronized Sent<T> ask(
      ZooKeeperSession session, MonoTime notBefore, Supplier<CompletableFuture<Reply<T>>> request) {
    MonoTime now = ticker.now();
    boolean serves =
        last != null
            && now.since(last.sentAt()).compareTo(lasts) < 0
            && !last.sentAt().isBefore(notBefore)
            && last.countsIn(session);
    if (!serves) {
      last = new Sent<>(session, now, request.get());
    }
    return last;
  }
}
