package io.matriarch.testkit.scenario;

import io.matriarch.core.internal.event.ResourceEvent;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What the resource is from now on, with a hint: {@code report replica 1:0/5000000 follows a
 * streaming}, {@code report primary 1:0/5000000}; further words: {@code stopped clean starting
 * unresponsive realignable spoiled checkpoint-pending silently}, {@code system 7…}; or {@code
 * report empty}, {@code report inaccessible the reason}.
 */
final class ReportCommand implements Command {
  static final String SYSTEM_ID = "7000000000000000001";

  static String url(String name) {
    return "postgres://" + name + ":5432/postgres";
  }

  @Override
  public void run(Stage stage, Words words) {
    stage.resource.report = Optional.of(report(words));
    if (!words.has("silently")) {
      stage.happens(new ResourceEvent.Hint());
    }
  }

  private static ResourceReport report(Words words) {
    boolean primary = words.has("primary");
    boolean replica = words.has("replica");
    boolean present = primary || replica;
    boolean stopped = words.has("stopped") || !present;
    Optional<Position> position = words.position();
    OptionalLong offset = position.stream().mapToLong(Position::offset).findFirst();
    return new ResourceReport(
        present ? DataState.PRESENT : words.has("empty") ? DataState.EMPTY : DataState.INACCESSIBLE,
        words.has("inaccessible") ? Optional.of(words.from(2)) : Optional.empty(),
        present ? words.after("system").or(() -> Optional.of(SYSTEM_ID)) : Optional.empty(),
        phase(words, stopped),
        primary ? Role.PRIMARY : replica ? Role.REPLICA : Role.UNINITIALIZED,
        position,
        replica && !stopped ? offset : OptionalLong.empty(),
        replica && !stopped ? offset : OptionalLong.empty(),
        words.has("clean"),
        words.after("follows").map(source -> source + ":5432"),
        words.has("streaming"),
        Optional.empty(),
        words.has("checkpoint-pending"),
        words.has("realignable"),
        words.has("spoiled"),
        new TreeMap<>(),
        List.of(),
        new TreeMap<>(),
        OptionalInt.empty(),
        Optional.empty(),
        Map.of());
  }

  private static RunPhase phase(Words words, boolean stopped) {
    if (stopped) {
      return RunPhase.STOPPED;
    }
    if (words.has("starting")) {
      return RunPhase.STARTING;
    }
    return words.has("unresponsive") ? RunPhase.UNRESPONSIVE : RunPhase.RUNNING;
  }
}
