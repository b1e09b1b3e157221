package io.matriarch.testkit.sim.node;

import io.matriarch.core.internal.effect.StoreEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.Failure;
import io.matriarch.core.internal.event.StoreEvent;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.store.WriteResult;
import io.matriarch.testkit.sim.store.StoreClient;
import io.matriarch.testkit.store.StoreFlavour;
import io.matriarch.testkit.store.StoreKeys;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads, announces and writes documents. */
public final class StoreLane {
  private final SimLane lane;
  private final StoreClient client;
  private final StoreFlavour flavour;

  public StoreLane(SimLane lane, StoreClient client, StoreFlavour flavour) {
    this.lane = lane;
    this.client = client;
    this.flavour = flavour;
  }

  public void perform(StoreEffect effect) {
    Function<Failure, Event> failed =
        failure ->
            effect instanceof StoreEffect.Read
                ? new StoreEvent.ReadFailed(effect.id(), failure)
                : new StoreEvent.WriteFailed(effect.id(), failure);
    lane.submit(
        effect.call(),
        (sentAt, answer) -> {
          if (effect instanceof StoreEffect.Read read) {
            client.read(
                image -> image.view(sentAt, client.session(), flavour),
                back(answer, view -> new StoreEvent.Read(read.id(), view), failed));
          } else {
            client.change(
                operation(effect),
                back(answer, result -> new StoreEvent.Written(effect.id(), result), failed));
          }
        },
        failed);
  }

  private BiFunction<StoreKeys, MonoTime, WriteResult> operation(StoreEffect effect) {
    if (effect instanceof StoreEffect.Announce announce) {
      return (keys, now) ->
          keys.announce(client.session(), announce.self(), announce.call().ttl(), now);
    }
    if (effect instanceof StoreEffect.Put put) {
      return (keys, now) -> keys.put(put.document().kind(), put.document().text(), put.expected());
    }
    StoreEffect.Remove remove = (StoreEffect.Remove) effect;
    return (keys, now) -> keys.remove(remove.kind(), remove.expected());
  }

  private static <T> StoreClient.Back<T> back(
      Consumer<Event> answer, Function<T, Event> event, Function<Failure, Event> failed) {
    return new StoreClient.Back<>() {
      @Override
      public void answered(T result) {
        answer.accept(event.apply(result));
      }

      @Override
      public void failed(Failure failure) {
        answer.accept(failed.apply(failure));
      }
    };
  }
}
