package io.matriarch.core.internal.runtime;

import io.matriarch.core.internal.effect.Effect;
import io.matriarch.core.internal.effect.LeaseEffect;
import io.matriarch.core.internal.effect.PeerEffect;
import io.matriarch.core.internal.effect.ResourceEffect;
import io.matriarch.core.internal.effect.StoreEffect;
import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.internal.effect.WatchdogEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.LeaseEvent;
import io.matriarch.core.internal.event.PeerEvent;
import io.matriarch.core.internal.event.ResourceEvent;
import io.matriarch.core.internal.event.StoreEvent;
import io.matriarch.core.internal.event.WatchdogEvent;
import io.matriarch.core.internal.machine.GuardOrders;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.peer.FailsafeVote;
import io.matriarch.core.peer.PeerGateway;
import io.matriarch.core.peer.PeerStatus;
import io.matriarch.core.resource.ConfigurableResource;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.ManagedResource;
import io.matriarch.core.resource.ReplicatedResource;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.Watchdog;
import io.matriarch.core.store.ClusterStore;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each effect to the lane it belongs to. */
final class Dispatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final ClusterStore store;
  private final ManagedResource resource;
  private final PeerGateway peers;
  private final Optional<Watchdog> watchdog;
  private final Ticker ticker;
  private final EventQueue queue;
  private final Lane leaseLane;
  private final Lane storeLane;
  private final Lane probeLane;
  private final Lane choreLane;
  private final Lane watchdogLane;
  private final TaskRunner tasks;

  Dispatcher(
      Plugins plugins, EventQueue queue, PermitBoard permits, Staff staff, Counters counters) {
    this.store = plugins.store();
    this.resource = plugins.resource();
    this.peers = plugins.peers();
    this.ticker = plugins.ticker();
    this.queue = queue;
    this.leaseLane = new Lane(LaneKind.LEASE, queue, ticker, staff, counters);
    this.storeLane = new Lane(LaneKind.STORE, queue, ticker, staff, counters);
    this.probeLane = new Lane(LaneKind.PROBE, queue, ticker, staff, counters);
    this.choreLane = new Lane(LaneKind.CHORE, queue, ticker, staff, counters);
    this.watchdogLane = new Lane(LaneKind.WATCHDOG, queue, ticker, staff, counters);
    this.watchdog = plugins.watchdog();
    this.tasks = new TaskRunner(resource, queue, ticker, permits, staff);
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
    } else if (effect instanceof WatchdogEffect word) {
      tell(word);
    } else if (effect instanceof PeerEffect.Survey survey) {
      survey.questions().forEach(question -> ask(survey.id(), question));
    } else if (effect instanceof PeerEffect.AskFailsafe round) {
      round.voters().forEach((name, apiUrl) -> ask(round, name, apiUrl));
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
                  compare.id(), replicated().compare(compare.source(), compare.call())),
          failure -> new ResourceEvent.Compared(compare.id(), Divergence.UNKNOWN));
    } else if (effect instanceof ResourceEffect.Retain retain) {
      choreLane.submit(
          retain.call(),
          () -> {
            replicated().retainFor(retain.followers(), retain.call());
            return new ResourceEvent.Retained(retain.id());
          },
          failure -> new ResourceEvent.Retained(retain.id()));
    } else if (effect instanceof ResourceEffect.Configure configure) {
      choreLane.submit(
          configure.call(),
          () -> configured(configure),
          failure -> new ResourceEvent.Configured(configure.id(), failure.message()));
    }
  }

  /** Whatever asks for it is decided only where there are copies. */
  private ReplicatedResource replicated() {
    return (ReplicatedResource) resource;
  }

  private void tell(WatchdogEffect effect) {
    watchdogLane.submit(
        effect.call(),
        () -> {
          Duration within = effect.call().remaining(ticker.now());
          GuardOrders orders = effect.orders();
          try {
            if (orders.fenceAt().isFinite()) {
              watchdog.orElseThrow().guard(orders.fenceAt(), orders.killAt(), within);
            } else {
              watchdog.orElseThrow().free(within);
            }
            return new WatchdogEvent.Confirmed(effect.id());
          } catch (ResourceException e) {
            return new WatchdogEvent.Failed(effect.id(), e.getMessage());
          }
        },
        failure -> new WatchdogEvent.Failed(effect.id(), failure.message()));
  }

  /** A resource that takes no configuration has it all the same. */
  private Event configured(ResourceEffect.Configure effect) {
    try {
      if (resource instanceof ConfigurableResource configurable) {
        configurable.configure(effect.clusterConfig(), effect.always(), effect.call());
      }
      return new ResourceEvent.Configured(effect.id(), "");
    } catch (ResourceException e) {
      LOG.warn("the configuration could not be applied: {}", e.getMessage());
      return new ResourceEvent.Configured(effect.id(), e.getMessage());
    }
  }

  private void ask(PeerEffect.AskFailsafe round, NodeName name, String apiUrl) {
    asked(() -> peers.mayGoOn(name, apiUrl, round.ping(), round.timeout()))
        .whenComplete(
            (vote, failure) ->
                queue.completion(
                    new PeerEvent.Voted(
                        round.id(),
                        failure == null
                            ? vote
                            : new FailsafeVote(
                                name, false, OptionalLong.empty(), "could not be asked"))));
  }

  private void ask(long surveyId, PeerEffect.Question question) {
    asked(() -> peers.ask(question.member(), question.timeout()))
        .whenComplete(
            (status, failure) ->
                queue.completion(
                    new PeerEvent.Answered(
                        surveyId,
                        failure == null
                            ? status
                            : PeerStatus.unreachable(question.member().name()))));
  }

  /** Also an exception instead of a stage is an answer. */
  private static <T> CompletionStage<T> asked(Supplier<CompletionStage<T>> question) {
    try {
      return question.get();
    } catch (RuntimeException e) {
      LOG.warn("a member could not be asked: {}", e.toString(), e);
      return CompletableFuture.failedStage(e);
    }
  }

  /** Ends all lanes; lets the store lane finish what it has, as long as given. */
  void close(Duration patience) {
    tasks.close();
    leaseLane.drain(patience);
    storeLane.drain(patience);
    watchdogLane.drain(patience);
    close();
  }

  @Override
  public void close() {
    tasks.close();
    leaseLane.close();
    storeLane.close();
    probeLane.close();
    choreLane.close();
    watchdogLane.close();
  }
}
