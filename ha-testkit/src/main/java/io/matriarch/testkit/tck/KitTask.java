package io.matriarch.testkit.tck;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A task that remembers its stages, and can be cancelled or disturbed. */
final class KitTask implements TaskContext {
  private final Ticker ticker;
  private final MonoTime deadline;
  private final List<TaskStage> stages = new CopyOnWriteArrayList<>();
  private final boolean cancelled;
  private final Runnable afterTheCheck;

  private KitTask(Ticker ticker, Duration time, boolean cancelled, Runnable afterTheCheck) {
    this.ticker = ticker;
    this.deadline = ticker.now().plus(time);
    this.cancelled = cancelled;
    this.afterTheCheck = afterTheCheck;
  }

  static KitTask of(ResourceFixture<?> fixture) {
    return disturbed(fixture, () -> {});
  }

  static KitTask cancelled(ResourceFixture<?> fixture) {
    return new KitTask(fixture.ticker(), fixture.patience(), true, () -> {});
  }

  /** Something happens in the instant after the permit was checked. */
  static KitTask disturbed(ResourceFixture<?> fixture, Runnable afterTheCheck) {
    return new KitTask(fixture.ticker(), fixture.patience(), false, afterTheCheck);
  }

  Optional<TaskStage> stage(TaskStage.Kind kind) {
    return stages.stream().filter(stage -> stage.kind() == kind).findFirst();
  }

  @Override
  public void stage(TaskStage stage) {
    stages.add(stage);
  }

  @Override
  public void checkCancelled() throws TaskCancelled {
    if (cancelled) {
      throw new TaskCancelled("cancelled by the conformance kit");
    }
  }

  @Override
  public void passPointOfNoReturn(Permit permit) throws TaskCancelled {
    checkCancelled();
    if (!permit.validAt(ticker.now())) {
      throw new TaskCancelled("the permit has expired");
    }
    afterTheCheck.run();
  }

  @Override
  public MonoTime deadline() {
    return deadline;
  }
}
