package io.matriarch.testkit.scenario;

import io.matriarch.core.internal.effect.StoreEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.Failure;
import io.matriarch.core.internal.event.StoreEvent;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.store.DocumentKind;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.WriteResult;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What stands in the store, and how the store behaves. */
final class ScriptedStore {
  final SortedMap<NodeName, MemberRecord> members = new TreeMap<>();
  Optional<LeaderRecord> leader = Optional.empty();
  Optional<String> failsafe = Optional.empty();
  LeaderBeacon status = LeaderBeacon.EMPTY;
  Behaviour behaviour = Behaviour.ANSWERS;
  private final Map<DocumentKind, Versioned> documents = new EnumMap<>(DocumentKind.class);
  private long version = 100;

  void document(DocumentKind kind, Optional<String> text) {
    if (text.isPresent()) {
      documents.put(kind, new Versioned(text.get(), "v" + version++));
    } else {
      documents.remove(kind);
    }
  }

  String shown(DocumentKind kind) {
    Versioned stored = documents.get(kind);
    return stored == null ? "(none)" : stored.value().isEmpty() ? "(empty)" : stored.value();
  }

  ClusterView view(MonoTime sentAt) {
    return new ClusterView(
        sentAt,
        leader,
        members,
        Optional.ofNullable(documents.get(DocumentKind.CONFIG)),
        Optional.ofNullable(documents.get(DocumentKind.INITIALIZE)),
        Optional.ofNullable(documents.get(DocumentKind.FAILOVER)),
        Optional.ofNullable(documents.get(DocumentKind.HISTORY)),
        Optional.empty(),
        failsafe,
        status);
  }

  /** The completion, or nothing if the store is silent. */
  Optional<Event> perform(StoreEffect effect, MonoTime sentAt) {
    boolean read = effect instanceof StoreEffect.Read;
    if (behaviour == Behaviour.SILENT) {
      return Optional.empty();
    }
    if (behaviour == Behaviour.UNAVAILABLE || behaviour == Behaviour.UNKNOWN) {
      return Optional.of(failed(effect, read));
    }
    if (read) {
      return Optional.of(
          behaviour == Behaviour.ANSWERS
              ? new StoreEvent.Read(effect.id(), view(sentAt))
              : failed(effect, true));
    }
    WriteResult result = write(effect);
    return Optional.of(
        behaviour == Behaviour.ANSWERS
            ? new StoreEvent.Written(effect.id(), result)
            : failed(effect, false));
  }

  private Event failed(StoreEffect effect, boolean read) {
    Failure failure =
        new Failure(
            behaviour == Behaviour.UNAVAILABLE
                ? Failure.Knowledge.NOT_APPLIED
                : Failure.Knowledge.UNKNOWN,
            "no connection");
    return read
        ? new StoreEvent.ReadFailed(effect.id(), failure)
        : new StoreEvent.WriteFailed(effect.id(), failure);
  }

  private WriteResult write(StoreEffect effect) {
    if (effect instanceof StoreEffect.Announce announce) {
      members.put(announce.self().name(), announce.self());
    } else if (effect instanceof StoreEffect.Put put) {
      if (!fits(put.document().kind(), put.expected())) {
        return WriteResult.CONFLICT;
      }
      document(put.document().kind(), Optional.of(put.document().text()));
    } else if (effect instanceof StoreEffect.Remove remove) {
      if (!fits(remove.kind(), remove.expected())) {
        return WriteResult.CONFLICT;
      }
      documents.remove(remove.kind());
    }
    return WriteResult.APPLIED;
  }

  private boolean fits(DocumentKind kind, Expected expected) {
    Versioned stored = documents.get(kind);
    if (expected instanceof Expected.Version wanted) {
      return stored != null && stored.version().equals(wanted.version());
    }
    return expected instanceof Expected.Any || stored == null;
  }
}
