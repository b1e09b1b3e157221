package io.matriarch.core.internal.runtime.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.LeadershipListener;
import io.matriarch.core.api.LeadershipPermit;
import io.matriarch.core.api.RevocationReason;
import io.matriarch.core.internal.runtime.PermitBoard;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Permit.LeasePermit;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.Term;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What is reported as leading is something that the listener knows of, and whose permit counts. */
class ElectionOnlyResourceTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Term TERM = new Term(7);
  private static final Call CALL = new Call(MonoTime.MAX, Duration.ofSeconds(10));

  private final PermitBoard board = new PermitBoard();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile MonoTime now = new MonoTime(0);
  private boolean noThreads;
  private boolean hangs;
  private final ElectionOnlyResource resource =
      new ElectionOnlyResource(this::leadership, (permit, fenced) -> RevocationReason.FAILED);

  private Leadership leadership(LeasePermit lease) {
    LivePermit permit = new LivePermit("report", lease.term(), board, clock());
    return new Leadership(
        "report", permit, listener(), this::thread, Duration.ofSeconds(1), () -> {}, () -> {});
  }

  private Thread thread(String kind, Runnable work) {
    if (noThreads) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    return new Thread(work, kind);
  }

  private LeadershipListener listener() {
    return new LeadershipListener() {
      @Override
      public void elected(LeadershipPermit permit) {
        calls.add("elected");
      }

      @Override
      public void revoked(RevocationReason reason) throws InterruptedException {
        calls.add("revoked");
        if (hangs) {
          released.await();
        }
      }
    };
  }

  private Ticker clock() {
    return new Ticker() {
      @Override
      public MonoTime now() {
        return now;
      }

      @Override
      public Instant wallClock() {
        return Instant.EPOCH;
      }
    };
  }

  private LeasePermit proved(long seconds) {
    LeasePermit permit = new LeasePermit(TERM, new MonoTime(0).plus(Duration.ofSeconds(seconds)));
    board.publish(Optional.of(permit));
    return permit;
  }

  private void lead() throws Exception {
    resource.promote(proved(10), new Task());
    await().atMost(SOON).until(() -> calls.size() == 1);
  }

  @Test
  void whoseListenerCannotBeCalledDoesNotLead() {
    noThreads = true;

    assertThatThrownBy(() -> resource.promote(proved(10), new Task())).isInstanceOf(Error.class);

    assertThat(resource.observe(CALL).role()).isEqualTo(Role.REPLICA);
    assertThat(resource.permit()).isEmpty();
  }

  @Test
  void whoseListenerCannotBeCalledMayTryAgain() throws Exception {
    noThreads = true;
    assertThatThrownBy(() -> resource.promote(proved(10), new Task())).isInstanceOf(Error.class);
    noThreads = false;

    lead();

    assertThat(resource.observe(CALL).role()).isEqualTo(Role.PRIMARY);
  }

  @Test
  void aPermitThatHasExpiredEndsTheLeadershipThoughTheLeaseIsProvedAgain() throws Exception {
    lead();
    now = now.plus(Duration.ofSeconds(11));
    assertThat(resource.permit().orElseThrow().isValid()).isFalse();
    proved(30);

    ResourceReport report = resource.observe(CALL);

    assertThat(report.role()).isEqualTo(Role.REPLICA);
    assertThat(report.running()).isEqualTo(RunPhase.STOPPED);
    await().atMost(SOON).until(() -> calls.equals(List.of("elected", "revoked")));
  }

  @Test
  void countsAsLeadingUntilRevokedHasReturned() throws Exception {
    hangs = true;
    lead();
    Thread stopping = new Thread(this::stop);
    stopping.start();
    await().atMost(SOON).until(() -> calls.size() == 2);

    assertThat(resource.observe(CALL).role()).isEqualTo(Role.PRIMARY);

    released.countDown();
    stopping.join(SOON.toMillis());
    assertThat(resource.observe(CALL).role()).isEqualTo(Role.REPLICA);
    assertThat(calls).containsExactly("elected", "revoked");
  }

  private void stop() {
    try {
      resource.stop(StopMode.GRACEFUL, new Task());
    } catch (Exception e) {
      calls.add(e.toString());
    }
  }

  /** Lets everything pass. */
  private static final class Task implements TaskContext {
    @Override
    public void stage(TaskStage stage) {}

    @Override
    public void checkCancelled() {}

    @Override
    public void passPointOfNoReturn(Permit permit) {}

    @Override
    public MonoTime deadline() {
      return MonoTime.MAX;
    }
  }
}
