package io.matriarch.core.internal.runtime;

import io.matriarch.core.api.Command;
import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.CommandResult.Outcome;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.config.ConfigMerge;
import io.matriarch.core.config.ConfigProblem;
import io.matriarch.core.config.Json;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.resource.ConfigurableResource;
import io.matriarch.core.resource.ManagedResource;
import io.matriarch.core.store.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Edits the dynamic configuration: merges into what the store has now, and refuses what nobody
 * could use before it is stored. Any thread.
 */
final class ConfigEdits {
  private static final String NO_STORE = "DCS is not accessible";

  private final ManagedResource resource;
  private final Supplier<CompletionStage<NodeStatus>> reread;
  private final BiFunction<String, Expected, CompletionStage<CommandResult>> write;

  ConfigEdits(
      ManagedResource resource,
      Supplier<CompletionStage<NodeStatus>> reread,
      BiFunction<String, Expected, CompletionStage<CommandResult>> write) {
    this.resource = resource;
    this.reread = reread;
    this.write = write;
  }

  CompletionStage<CommandResult> patch(Command.PatchConfig command) {
    Optional<Map<String, Object>> patch =
        Json.object(command.json()).filter(object -> !object.isEmpty());
    if (patch.isEmpty()) {
      return now(new CommandResult(Outcome.INVALID, "the body is not a JSON object with keys"));
    }
    return reread.get().thenCompose(status -> patch(patch.get(), status));
  }

  private CompletionStage<CommandResult> patch(Map<String, Object> patch, NodeStatus status) {
    if (status.view().isEmpty()) {
      return now(CommandResult.failed(NO_STORE));
    }
    Optional<Versioned> stored = stored(status);
    Optional<Map<String, Object>> document = stored.map(Versioned::value).flatMap(Json::object);
    if (document.isEmpty()) {
      return now(CommandResult.failed("the DCS holds no valid configuration to be changed"));
    }
    Map<String, Object> merged = ConfigMerge.merge(document.get(), patch);
    String text = Json.compact(merged);
    if (merged.equals(document.get())) {
      return now(CommandResult.done(text));
    }
    return checked(stored.get().value(), text, new Expected.Version(stored.get().version()));
  }

  CompletionStage<CommandResult> replace(Command.ReplaceConfig command) {
    Optional<Map<String, Object>> document = Json.object(command.json());
    if (document.isEmpty()) {
      return now(new CommandResult(Outcome.INVALID, "the body is not a JSON object"));
    }
    return reread.get().thenCompose(status -> replace(document.get(), status));
  }

  private CompletionStage<CommandResult> replace(Map<String, Object> document, NodeStatus status) {
    if (status.view().isEmpty()) {
      return now(CommandResult.failed(NO_STORE));
    }
    String text = Json.compact(document);
    Optional<String> before = stored(status).map(Versioned::value);
    return before.flatMap(Json::object).equals(Optional.of(document))
        ? now(CommandResult.done(text))
        : checked(before.orElse("{}"), text, Expected.ANY);
  }

  /** What was wrong before must not keep anybody from mending something else. */
  private CompletionStage<CommandResult> checked(String before, String after, Expected expected) {
    List<String> problems = new ArrayList<>(problems(after));
    problems.removeAll(problems(before));
    return problems.isEmpty()
        ? write.apply(after, expected)
        : now(new CommandResult(Outcome.INVALID, String.join("\n", problems)));
  }

  private List<String> problems(String text) {
    List<String> problems = new ArrayList<>();
    ClusterConfig.parse(text).problems().stream()
        .filter(problem -> problem.kind() == ConfigProblem.Kind.UNUSABLE)
        .map(ConfigProblem::refusal)
        .forEach(problems::add);
    if (resource instanceof ConfigurableResource configurable) {
      problems.addAll(configurable.check(text));
    }
    return problems;
  }

  private static Optional<Versioned> stored(NodeStatus status) {
    return status.view().flatMap(ClusterView::config);
  }

  private static CompletionStage<CommandResult> now(CommandResult result) {
    return CompletableFuture.completedFuture(result);
  }
}
