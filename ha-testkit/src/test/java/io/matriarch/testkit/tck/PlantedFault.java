package io.matriarch.testkit.tck;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.store.ChangeListener;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.DocumentKind;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.LeaseToken;
import io.matriarch.core.store.OutcomeUnknownException;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.StoreUnavailableException;
import io.matriarch.core.store.WatchHandle;
import io.matriarch.core.store.WriteResult;
import io.matriarch.core.wire.KeyLayout;
import io.matriarch.testkit.store.MemoryFixture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** One rule each that a store breaks, as stores have broken it. The name is the rule's. */
enum PlantedFault implements MemoryFixture.Change {
  R10("A view is dated when its answer has come.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        @Override
        public ClusterView read(Call call) throws StoreException {
          return Views.datedAt(super.read(call), fixture.ticker().now());
        }
      };
    }
  },

  A07("A record that looks right is left to the session that it belongs to.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        @Override
        public WriteResult announce(MemberRecord self, Call call) throws StoreException {
          boolean stands = read(call).member(self.name()).equals(Optional.of(self));
          return stands ? WriteResult.APPLIED : super.announce(self, call);
        }
      };
    }
  },

  L03("A key that was free when the client looked is taken without another look.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        private volatile boolean sawNobody;

        @Override
        public ClusterView read(Call call) throws StoreException {
          ClusterView view = super.read(call);
          sawNobody = view.leader().isEmpty();
          return view;
        }

        @Override
        public LeaseResult acquire(LeaseClaim claim, Call call) throws StoreException {
          if (sawNobody) {
            fixture.erase(keys.leader());
          }
          return super.acquire(claim, call);
        }
      };
    }
  },

  L06("A record of the own name is taken for one's own.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        @Override
        public LeaseResult acquire(LeaseClaim claim, Call call) throws StoreException {
          return super.acquire(new LeaseClaim(claim.name(), claim.expired(), true), call);
        }
      };
    }
  },

  L08("Evidence about the own record removes whatever record there is.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        @Override
        public LeaseResult acquire(LeaseClaim claim, Call call) throws StoreException {
          if (claim.adoptOwnRecord()) {
            fixture.erase(keys.leader());
          }
          return super.acquire(claim, call);
        }
      };
    }
  },

  L14("A beacon without a position is published.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        @Override
        public LeaseResult renew(LeaseToken token, LeaderBeacon beacon, Call call)
            throws StoreException {
          if (beacon.position() == 0) {
            fixture.write(keys.status(), "{}");
          }
          return super.renew(token, beacon, call);
        }
      };
    }
  },

  V01("A claim counts from its answer.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        @Override
        public LeaseResult acquire(LeaseClaim claim, Call call) throws StoreException {
          return countedFromNow(super.acquire(claim, call), fixture);
        }
      };
    }
  },

  V02("A renewal counts from its answer.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        @Override
        public LeaseResult renew(LeaseToken token, LeaderBeacon beacon, Call call)
            throws StoreException {
          return countedFromNow(super.renew(token, beacon, call), fixture);
        }
      };
    }
  },

  V05("Whatever the client does keeps its lease alive.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        private volatile LeaseToken held;

        @Override
        public LeaseResult acquire(LeaseClaim claim, Call call) throws StoreException {
          LeaseResult result = super.acquire(claim, call);
          held = result instanceof LeaseResult.Held mine ? mine.token() : null;
          return result;
        }

        @Override
        public WriteResult announce(MemberRecord self, Call call) throws StoreException {
          if (held != null) {
            renew(held, LeaderBeacon.EMPTY, call);
          }
          return super.announce(self, call);
        }
      };
    }
  },

  V09("A longer ttl is promised at once, and asked for with the next lease.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        private volatile Duration begunWith = Duration.ZERO;

        @Override
        public LeaseResult acquire(LeaseClaim claim, Call call) throws StoreException {
          LeaseResult result = super.acquire(claim, call);
          begunWith = call.ttl();
          return result;
        }

        @Override
        public LeaseResult renew(LeaseToken token, LeaderBeacon beacon, Call call)
            throws StoreException {
          boolean longer = call.ttl().compareTo(begunWith) > 0;
          Duration asked = longer ? begunWith : call.ttl();
          LeaseResult result = super.renew(token, beacon, new Call(call.deadline(), asked));
          return result instanceof LeaseResult.Held held
              ? new LeaseResult.Held(held.token(), held.countedFrom(), call.ttl())
              : result;
        }
      };
    }
  },

  F02("The beacon is written before the key is looked at.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        @Override
        public LeaseResult renew(LeaseToken token, LeaderBeacon beacon, Call call)
            throws StoreException {
          if (beacon.position() > 0) {
            fixture.write(keys.status(), "{\"optime\":" + beacon.position() + "}");
          }
          return super.renew(token, beacon, call);
        }
      };
    }
  },

  F05("Whatever token is shown, the newest lease is meant.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        private volatile LeaseToken newest;

        @Override
        public LeaseResult acquire(LeaseClaim claim, Call call) throws StoreException {
          LeaseResult result = super.acquire(claim, call);
          newest = result instanceof LeaseResult.Held mine ? mine.token() : newest;
          return result;
        }

        @Override
        public LeaseResult renew(LeaseToken token, LeaderBeacon beacon, Call call)
            throws StoreException {
          return super.renew(newest == null ? token : newest, beacon, call);
        }
      };
    }
  },

  D02("A version that is expected of an absent document is no obstacle.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        @Override
        public WriteResult put(StoreDocument document, Expected expected, Call call)
            throws StoreException {
          WriteResult created =
              expected instanceof Expected.Version
                  ? super.put(document, Expected.ABSENT, call)
                  : WriteResult.CONFLICT;
          return created == WriteResult.APPLIED ? created : super.put(document, expected, call);
        }
      };
    }
  },

  D05("To remove what is absent is a conflict.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        @Override
        public WriteResult remove(DocumentKind kind, Expected expected, Call call)
            throws StoreException {
          boolean absent = kind == DocumentKind.INITIALIZE && read(call).initialize().isEmpty();
          return absent ? WriteResult.CONFLICT : super.remove(kind, expected, call);
        }
      };
    }
  },

  D07("A change of any document is a conflict for all.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        private volatile List<?> seen = List.of();

        @Override
        public ClusterView read(Call call) throws StoreException {
          ClusterView view = super.read(call);
          seen = List.of(view.config(), view.failover());
          return view;
        }

        @Override
        public WriteResult put(StoreDocument document, Expected expected, Call call)
            throws StoreException {
          List<?> before = seen;
          boolean compared =
              !before.isEmpty()
                  && expected instanceof Expected.Version
                  && document.kind() == DocumentKind.INITIALIZE;
          return compared && !List.of(read(call).config(), read(call).failover()).equals(before)
              ? WriteResult.CONFLICT
              : super.put(document, expected, call);
        }
      };
    }
  },

  D11("A write of what stands there already is none.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        @Override
        public WriteResult put(StoreDocument document, Expected expected, Call call)
            throws StoreException {
          boolean stands =
              document instanceof StoreDocument.Initialize
                  && expected instanceof Expected.Version seen
                  && read(call)
                      .initialize()
                      .equals(Optional.of(new Versioned(document.text(), seen.version())));
          return stands ? WriteResult.APPLIED : super.put(document, expected, call);
        }
      };
    }
  },

  W04("After a gap only changes that can be seen give a hint.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        @Override
        public WatchHandle watch(ChangeListener listener) {
          AtomicReference<List<?>> told = new AtomicReference<>(List.of());
          return super.watch(
              () -> {
                List<?> now =
                    Stream.of(
                            keys.leader(),
                            keys.config(),
                            keys.failover(),
                            keys.sync(),
                            keys.initialize())
                        .map(fixture::raw)
                        .toList();
                if (!now.equals(told.getAndSet(now))) {
                  listener.changed();
                }
              });
        }
      };
    }
  },

  W07("Nothing ends a watch.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        @Override
        public WatchHandle watch(ChangeListener listener) {
          super.watch(listener);
          return () -> {};
        }
      };
    }
  },

  U01("A write without an answer is said not to be applied.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        @Override
        public WriteResult put(StoreDocument document, Expected expected, Call call)
            throws StoreException {
          try {
            return super.put(document, expected, call);
          } catch (OutcomeUnknownException unknown) {
            throw new StoreUnavailableException("there was no answer", unknown);
          }
        }
      };
    }
  },

  U07("Who cannot be reached has lost.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        @Override
        public LeaseResult renew(LeaseToken token, LeaderBeacon beacon, Call call)
            throws StoreException {
          try {
            return super.renew(token, beacon, call);
          } catch (StoreUnavailableException cut) {
            return new LeaseResult.Lost("the store cannot be reached");
          }
        }
      };
    }
  },

  K03("Documents are written prettier than they came.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        @Override
        public WriteResult put(StoreDocument document, Expected expected, Call call)
            throws StoreException {
          return super.put(
              document instanceof StoreDocument.Failover
                  ? new StoreDocument.Failover(document.text().replace(": ", ":"))
                  : document,
              expected,
              call);
        }
      };
    }
  },

  T01("A read waits for a server that hangs.") {
    @Override
    public ClusterStore of(ClusterStore good, KeyLayout keys, MemoryFixture fixture) {
      return new ForwardingStore(good) {
        @Override
        public ClusterView read(Call call) throws StoreException {
          try {
            return super.read(call);
          } catch (OutcomeUnknownException hangs) {
            fixture.ticker().advance(Duration.ofSeconds(30));
            throw hangs;
          }
        }
      };
    }
  };

  private final String text;

  PlantedFault(String text) {
    this.text = text;
  }

  /** What the store does instead of what it should. */
  String text() {
    return text;
  }

  private static LeaseResult countedFromNow(LeaseResult result, MemoryFixture fixture) {
    return result instanceof LeaseResult.Held held
        ? new LeaseResult.Held(held.token(), fixture.ticker().now(), held.guarantee())
        : result;
  }
}
