package io.matriarch.postgres;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A task's context that remembers its stages. */
class TestTask implements TaskContext {
  final List<TaskStage> stages = new CopyOnWriteArrayList<>();
  private final MonoTime deadline;
  private volatile boolean cancelled;

  TestTask() {
    this(Duration.ofSeconds(30));
  }

  TestTask(Duration within) {
    deadline = TestTicker.REAL.now().plus(within);
  }

  void cancel() {
    cancelled = true;
  }

  Optional<TaskStage> stage(TaskStage.Kind kind) {
    return stages.stream().filter(s -> s.kind() == kind).findFirst();
  }

  @Override
  public void stage(TaskStage stage) {
    stages.add(stage);
  }

  @Override
  public void checkCancelled() throws TaskCancelled {
    if (cancelled) {
      throw new TaskCancelled("cancelled by the test");
    }
  }

  @Override
  public void passPointOfNoReturn(Permit permit) throws TaskCancelled {
    checkCancelled();
    if (!permit.validAt(TestTicker.REAL.now())) {
      throw new TaskCancelled("the permit has expired");
    }
  }

  @Override
  public MonoTime deadline() {
    return deadline;
  }
}
