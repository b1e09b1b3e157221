package io.matriarch.testkit.tck;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;

/** Another task; who extends it does one thing differently. */
class ForwardingTask implements TaskContext {
  private final TaskContext behind;

  ForwardingTask(TaskContext behind) {
    this.behind = behind;
  }

  /** One that does not care whether the permit still holds. */
  static TaskContext careless(TaskContext task) {
    return new ForwardingTask(task) {
      @Override
      public void passPointOfNoReturn(Permit permit) throws TaskCancelled {
        try {
          task.passPointOfNoReturn(permit);
        } catch (TaskCancelled expired) {
          task.checkCancelled();
        }
      }
    };
  }

  @Override
  public void stage(TaskStage stage) {
    behind.stage(stage);
  }

  @Override
  public void checkCancelled() throws TaskCancelled {
    behind.checkCancelled();
  }

  @Override
  public void passPointOfNoReturn(Permit permit) throws TaskCancelled {
    behind.passPointOfNoReturn(permit);
  }

  @Override
  public MonoTime deadline() {
    return behind.deadline();
  }
}
