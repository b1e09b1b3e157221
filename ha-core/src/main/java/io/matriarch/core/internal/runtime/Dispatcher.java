package io.matriarch.core.internal.runtime;

import io.matriarch.core.internal.effect.Effect;
import io.matriarch.core.internal.effect.LeaseEffect;
import io.matriarch.core.internal.effect.PeerEffect;
import io.matriarch.core.internal.effect.ResourceEffect;
import io.matriarch.core.internal.effect.StoreEffect;
import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.internal.event.LeaseEvent;
import io.matriarch.core.internal.event.PeerEvent;
import io.matriarch.core.internal.event.ResourceEvent;
import io.matriarch.core.internal.event.StoreEvent;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.peer.PeerGateway;
import io.matriarch.core.peer.PeerStatus;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.ReplicatedResource;
import io.matriarch.core.store.ClusterStore;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Hands each effect to the lane it belongs to. */
final class Dispatcher implements AutoCloseable {
  private final ClusterStore store;
  private final ReplicatedResource resource;
  private final PeerGateway peers;
  private final Ticker ticker;
  private final EventQueue queue;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Threads.named("ha-timer"));
  private final Lane leaseLane;
  private final Lane storeLane;
  private final Lane probeLane;
  private final Lane choreLane;
  private final TaskRunner tasks;
  private final LeaseGuard guard;

  Dispatcher(
      ClusterStore store,
      ReplicatedResource resource,
      PeerGateway peers,
      Ticker ticker,
      EventQueue queue,
      LeaseGuard guard) {
    this.store = store;
    this.resource = resource;
    this.peers = peers;
    this.ticker = ticker;
    this.queue = queue;
    this.guard = guard;
    this.leaseLane = new Lane("ha-lease", queue, ticker, timer);
    this.storeLane = new Lane("ha-store", queue, ticker, timer);
    this.probeLane = new Lane("ha-probe", queue, ticker, timer);
    this.choreLane = new Lane("ha-chore", queue, ticker, timer);
    this.tasks = new TaskRunner(resource, queue, ticker);
  }

  void perform(Effect effect) {
    if (effect instanceof LeaseEffect lease) {
      perform(lease);
    } else if (effect instanceof StoreEffect write) {
      perform(write);
    } else if (effect instanceof ResourceEffect look) {
      perform(look);
    } else if (effect instanceof TaskEffect.Start start) {
      tasks.start(start);
    } else if (effect instanceof TaskEffect.Cancel cancel) {
      tasks.cancel(cancel);
    } else if (effect instanceof PeerEffect.Survey survey) {
      survey.questions().forEach(question -> ask(survey.id(), question));
    }
  }

  private void perform(LeaseEffect effect) {
    leaseLane.submit(
        effect.call(),
        () -> {
          MonoTime sentAt = ticker.now();
          if (effect instanceof LeaseEffect.Acquire acquire) {
            return new LeaseEvent.Answered(
                effect.id(), sentAt, store.acquire(acquire.claim(), effect.call()));
          }
          if (effect instanceof LeaseEffect.Renew renew) {
            return new LeaseEvent.Answered(
                effect.id(), sentAt, store.renew(renew.token(), renew.beacon(), effect.call()));
          }
          LeaseEffect.Release release = (LeaseEffect.Release) effect;
          store.release(release.token(), release.last(), effect.call());
          return new LeaseEvent.Released(effect.id());
        },
        failure -> new LeaseEvent.Failed(effect.id(), failure));
  }

  private void perform(StoreEffect effect) {
    if (effect instanceof StoreEffect.Read) {
      storeLane.submit(
          effect.call(),
          () -> new StoreEvent.Read(effect.id(), store.read(effect.call())),
          failure -> new StoreEvent.ReadFailed(effect.id(), failure));
      return;
    }
    storeLane.submit(
        effect.call(),
        () -> {
          if (effect instanceof StoreEffect.Announce announce) {
            return new StoreEvent.Written(
                effect.id(), store.announce(announce.self(), effect.call()));
          }
          if (effect instanceof StoreEffect.Put put) {
            return new StoreEvent.Written(
                effect.id(), store.put(put.document(), put.expected(), effect.call()));
          }
          StoreEffect.Remove remove = (StoreEffect.Remove) effect;
          return new StoreEvent.Written(
              effect.id(), store.remove(remove.kind(), remove.expected(), effect.call()));
        },
        failure -> new StoreEvent.WriteFailed(effect.id(), failure));
  }

  private void perform(ResourceEffect effect) {
    if (effect instanceof ResourceEffect.Observe observe) {
      probeLane.submit(
          observe.call(),
          () -> {
            MonoTime askedAt = ticker.now();
            return new ResourceEvent.Reported(
                observe.id(), askedAt, resource.observe(observe.call()));
          },
          failure -> new ResourceEvent.ObserveFailed(observe.id(), failure));
    } else if (effect instanceof ResourceEffect.Compare compare) {
      choreLane.submit(
          compare.call(),
          () ->
              new ResourceEvent.Compared(
                  compare.id(), resource.compare(compare.source(), compare.call())),
          failure -> new ResourceEvent.Compared(compare.id(), Divergence.UNKNOWN));
    } else if (effect instanceof ResourceEffect.Retain retain) {
      choreLane.submit(
          retain.call(),
          () -> {
            resource.retainFor(retain.followers(), retain.call());
            return new ResourceEvent.Retained(retain.id());
          },
          failure -> new ResourceEvent.Retained(retain.id()));
    } else if (effect instanceof ResourceEffect.Fence fence) {
      guard.fence(fence.reason());
    }
  }

  private void ask(long surveyId, PeerEffect.Question question) {
    peers
        .ask(question.member(), question.timeout())
        .whenComplete(
            (status, failure) ->
                queue.completion(
                    new PeerEvent.Answered(
                        surveyId,
                        failure == null
                            ? status
                            : PeerStatus.unreachable(question.member().name()))));
  }

  /** Ends all lanes; lets the store lane finish what it has, as long as given. */
  void close(Duration patience) {
    tasks.close();
    leaseLane.drain(patience);
    storeLane.drain(patience);
    close();
  }

  @Override
  public void close() {
    tasks.close();
    leaseLane.close();
    storeLane.close();
    probeLane.close();
    choreLane.close();
    timer.shutdownNow();
  }
}
