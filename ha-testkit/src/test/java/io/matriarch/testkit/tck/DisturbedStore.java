package io.matriarch.testkit.tck;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.OutcomeUnknownException;
import io.matriarch.core.store.StoreException;
import java.time.Duration;
import java.util.function.Consumer;

/** What a network does to a client's calls; to wait is to move the clock on. */
public final class DisturbedStore extends ForwardingStore {
  private final Ticker ticker;
  private final Consumer<MonoTime> waitUntil;
  private volatile boolean hangs;
  private volatile boolean losesAnswers;
  private volatile Duration late = Duration.ZERO;

  /**
   * @param waitUntil moves the clock on to that time, if it has not got there already
   */
  public DisturbedStore(ClusterStore behind, Ticker ticker, Consumer<MonoTime> waitUntil) {
    super(behind);
    this.ticker = ticker;
    this.waitUntil = waitUntil;
  }

  public void hang() {
    hangs = true;
  }

  public void loseAnswers() {
    losesAnswers = true;
  }

  public void delayAnswers(Duration time) {
    late = time;
  }

  public void heal() {
    hangs = false;
    losesAnswers = false;
    late = Duration.ZERO;
  }

  @Override
  protected <T> T run(Call call, Operation<T> operation) throws StoreException {
    T answer = hangs ? null : operation.run();
    if (hangs || losesAnswers) {
      waitUntil.accept(call.deadline());
    }
    waitUntil.accept(ticker.now().plus(late));
    if (ticker.now().hasReached(call.deadline())) {
      throw new OutcomeUnknownException("no answer by the deadline", null);
    }
    return answer;
  }
}
