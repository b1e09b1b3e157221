package io.matriarch.dcs.etcd;

import static io.matriarch.dcs.etcd.Given.call;
import static io.matriarch.dcs.etcd.Given.claim;
import static io.matriarch.dcs.etcd.Given.held;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.LeaseGrantRequest;
import io.etcd.jetcd.api.LeaseGrantResponse;
import io.etcd.jetcd.api.LeaseGrpc;
import io.etcd.jetcd.api.LeaseKeepAliveRequest;
import io.etcd.jetcd.api.LeaseKeepAliveResponse;
import io.etcd.jetcd.api.LeaseRevokeRequest;
import io.etcd.jetcd.api.LeaseRevokeResponse;
import io.etcd.jetcd.api.ResponseHeader;
import io.etcd.jetcd.api.TxnRequest;
import io.etcd.jetcd.api.TxnResponse;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.OutcomeUnknownException;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a lease is counted from, and when it is not, on a server that says yes to everything, tells
 * when it was asked, and answers in whatever term it is told: no real one does this to order.
 */
class RenewalTest {
  private static final long LEASE = 7;

  private Server server;
  private EtcdStore store;
  private volatile long keepAlivesTerm = 1;
  private volatile long transactionsTerm = 1;
  private volatile MonoTime granted;
  private volatile MonoTime prolonged;

  @BeforeEach
  void startServer() throws Exception {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
            .addService(new Leases())
            .addService(new Keys())
            .build()
            .start();
    store = Given.store("batman", "a", List.of("127.0.0.1:" + server.getPort()));
  }

  @AfterEach
  void stop() {
    store.close();
    server.shutdownNow();
  }

  @Test
  void a_lease_that_was_prolonged_in_another_term_than_it_was_proved_in_does_not_count()
      throws Exception {
    LeaseResult.Held held = held(store.acquire(claim("a"), call()));
    keepAlivesTerm = 1;
    transactionsTerm = 2;

    assertThatThrownBy(() -> store.renew(held.token(), LeaderBeacon.EMPTY, call()))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("changed their leader");
    assertThatThrownBy(() -> store.acquire(claim("a"), call()))
        .isInstanceOf(OutcomeUnknownException.class);

    keepAlivesTerm = 2;
    LeaseResult.Held again = held(store.renew(held.token(), LeaderBeacon.EMPTY, call()));
    assertThat(again.countedFrom()).isGreaterThan(held.countedFrom());
  }

  @Test
  void a_lease_counts_from_before_the_request_arrived_that_gave_or_prolonged_it() throws Exception {
    LeaseResult.Held held = held(store.acquire(claim("a"), call()));
    assertThat(held.countedFrom()).isLessThanOrEqualTo(granted);

    for (int round = 0; round < 20; round++) {
      held = held(store.renew(held.token(), LeaderBeacon.EMPTY, call()));
      assertThat(held.countedFrom()).isLessThanOrEqualTo(prolonged);
    }
    held = held(store.acquire(claim("a"), call()));
    assertThat(held.countedFrom()).isLessThanOrEqualTo(prolonged);
  }

  private static ResponseHeader header(long term) {
    return ResponseHeader.newBuilder().setRaftTerm(term).setRevision(42).build();
  }

  private static <T> void answer(StreamObserver<T> caller, T answer) {
    caller.onNext(answer);
    caller.onCompleted();
  }

  private final class Keys extends KVGrpc.KVImplBase {
    @Override
    public void txn(TxnRequest request, StreamObserver<TxnResponse> caller) {
      answer(
          caller,
          TxnResponse.newBuilder().setHeader(header(transactionsTerm)).setSucceeded(true).build());
    }
  }

  private final class Leases extends LeaseGrpc.LeaseImplBase {
    @Override
    public void leaseGrant(LeaseGrantRequest request, StreamObserver<LeaseGrantResponse> caller) {
      granted = Given.TICKER.now();
      answer(
          caller,
          LeaseGrantResponse.newBuilder()
              .setHeader(header(keepAlivesTerm))
              .setID(LEASE)
              .setTTL(request.getTTL())
              .build());
    }

    @Override
    public void leaseRevoke(
        LeaseRevokeRequest request, StreamObserver<LeaseRevokeResponse> caller) {
      answer(caller, LeaseRevokeResponse.getDefaultInstance());
    }

    @Override
    public StreamObserver<LeaseKeepAliveRequest> leaseKeepAlive(
        StreamObserver<LeaseKeepAliveResponse> caller) {
      return new StreamObserver<>() {
        /** The library sends another request when it ends the stream. */
        private boolean asked;

        @Override
        public void onNext(LeaseKeepAliveRequest request) {
          prolonged = asked ? prolonged : Given.TICKER.now();
          asked = true;
          caller.onNext(
              LeaseKeepAliveResponse.newBuilder()
                  .setHeader(header(keepAlivesTerm))
                  .setID(LEASE)
                  .setTTL(Given.TTL.toSeconds())
                  .build());
        }

        @Override
        public void onError(Throwable gone) {}

        @Override
        public void onCompleted() {
          caller.onCompleted();
        }
      };
    }
  }
}
