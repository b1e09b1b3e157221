package io.matriarch.testkit.scenario;

import io.matriarch.core.internal.effect.TaskEffect;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.ResourceReport;
import java.time.Duration;
import java.util.Optional;

/** What a look at the resource finds, and the task that the node has under way. */
final class ScriptedResource {
  Optional<ResourceReport> report = Optional.empty();
  boolean silent;
  Duration lookTakes = Stage.LATENCY;
  Optional<Divergence> comparison = Optional.of(Divergence.IN_LINE);
  Optional<TaskEffect.Start> task = Optional.empty();
}
