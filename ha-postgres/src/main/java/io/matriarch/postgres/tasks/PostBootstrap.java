package io.matriarch.postgres.tasks;

import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.PostgresConfig;
import io.matriarch.postgres.Script;
import io.matriarch.postgres.parameters.ConnInfo;
import io.matriarch.postgres.process.CommandResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lets the operator fill a new cluster; nobody else is waited for, and nothing is cut short. */
final class PostBootstrap {
  private static final String OPTIONS = "-c synchronous_commit=local -c statement_timeout=0";

  private final Instance instance;

  PostBootstrap(Instance instance) {
    this.instance = instance;
  }

  /**
   * @throws ResourceException the script is not content
   */
  void run(Script script, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    task.stage(TaskStage.progress("post_bootstrap"));
    PostgresConfig config = instance.config();
    ReplicationSource here = instance.connections().here();
    instance.passFile().write(here);
    Map<String, String> environment = new TreeMap<>(ConnInfo.environment(config));
    environment.put("PGOPTIONS", OPTIONS);
    environment.putAll(instance.workers().environment());
    List<String> words = new ArrayList<>(script.words());
    words.add(ConnInfo.local(config, here, instance.programs().major(task.deadline())));
    CommandResult result =
        instance
            .scripts()
            .run(
                words,
                environment,
                task.deadline(),
                () -> {
                  task.checkCancelled();
                  return !instance.postmaster().alive();
                });
    if (!result.succeeded()) {
      throw new ResourceException(
          "post_bootstrap (%s) ended with %d: %s"
              .formatted(script, result.exitCode(), result.complaint()));
    }
  }
}
