package io.matriarch.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.TaskEvent;
import io.matriarch.core.internal.event.TaskEvent.Outcome;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Permit.LeasePermit;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Term;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.Registration;
import io.matriarch.core.resource.ReplicatedResource;
import io.matriarch.core.resource.ResourceListener;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskRunnerTest {
  private static final LeasePermit PERMIT = new LeasePermit(new Term(7), new MonoTime(1000));

  private final Crew crew = Crew.shared("test", 1, 1, Crew.DAEMONS);
  private final Promoting resource = new Promoting();
  private final PermitBoard permits = new PermitBoard();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final EventQueue queue = new EventQueue(this::arrived);
  private final ManualTicker ticker = new ManualTicker();

  private void arrived() {
    queue.poll().ifPresent(events::add);
  }

  @AfterEach
  void close() {
    resource.reached.countDown();
    crew.close();
  }

  private TaskRunner runner(Crew of) {
    return new TaskRunner(resource, queue, ticker, permits, new Staff(of, Settings.of("a")));
  }

  private void promote(TaskRunner runner) {
    TaskSpec spec = new TaskSpec.Promote(PERMIT);
    runner.start(new TaskEffect.Start(1, spec, new MonoTime(0).plus(Duration.ofMinutes(1))));
  }

  private Outcome outcome() throws InterruptedException {
    Event event = events.poll(10, TimeUnit.SECONDS);
    while (event instanceof TaskEvent.Progressed) {
      event = events.poll(10, TimeUnit.SECONDS);
    }
    return ((TaskEvent.Finished) event).outcome();
  }

  @Test
  void aLeaseThatIsStillHeldLetsTheTaskPass() throws InterruptedException {
    permits.publish(Optional.of(PERMIT));
    promote(runner(crew));
    ticker.advance(Duration.ofNanos(2000));
    permits.publish(Optional.of(new LeasePermit(new Term(7), new MonoTime(3000))));

    resource.reached.countDown();

    assertThat(outcome()).isEqualTo(new Outcome.Done());
  }

  @Test
  void aLeaseThatWasLostMeanwhileDoesNotHoweverLongThePermitWouldBeValid()
      throws InterruptedException {
    permits.publish(Optional.of(PERMIT));
    promote(runner(crew));
    permits.publish(Optional.empty());

    resource.reached.countDown();

    assertThat(PERMIT.validAt(ticker.now())).isTrue();
    assertThat(outcome()).isInstanceOf(Outcome.Cancelled.class);
    assertThat(resource.writable).isFalse();
  }

  @Test
  void anExpiredPermitDoesNot() throws InterruptedException {
    permits.publish(Optional.of(PERMIT));
    promote(runner(crew));
    ticker.advance(Duration.ofNanos(1000));

    resource.reached.countDown();

    assertThat(outcome()).isEqualTo(new Outcome.Cancelled("the permit has expired"));
  }

  @Test
  void aTaskForWhichThereIsNoThreadHasFailed() throws InterruptedException {
    promote(runner(Crew.own(Settings.of("a"), work -> null)));

    assertThat(outcome()).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void aTaskForWhichThereIsNoThreadMayBeCancelledAllTheSame() {
    Crew barren = Crew.shared("barren", 1, 1, work -> null);
    TaskRunner runner = runner(barren);
    promote(runner);

    runner.cancel(new TaskEffect.Cancel(1, "the lease is lost"));

    runner.close();
  }

  /** Becomes writable when the test says that it has come so far. */
  private static final class Promoting implements ReplicatedResource {
    private final CountDownLatch reached = new CountDownLatch(1);
    private volatile boolean writable;

    @Override
    public void promote(Permit permit, TaskContext task) throws TaskCancelled {
      await().atMost(Duration.ofSeconds(10)).until(() -> reached.getCount() == 0);
      task.passPointOfNoReturn(permit);
      writable = true;
    }

    @Override
    public Divergence compare(ReplicationSource source, Call call) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void rebuild(FollowRequest request, TaskContext task) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ResourceReport observe(Call call) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void start(StartRequest request, TaskContext task) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void stop(StopMode mode, TaskContext task) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void fence() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Registration listen(ResourceListener listener) {
      return () -> {};
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
