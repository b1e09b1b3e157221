package io.matriarch.core.internal.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.Occurrence;
import io.matriarch.core.internal.event.TimerEvent;
import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.StoreTraits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class FlightRecorderTest {
  private static final int SOME = 60_000;
  private static final int WEIGHT_OF_A_STEP = Weight.of(new TimerEvent.Woke());
  private static final int FULL = SOME / WEIGHT_OF_A_STEP;

  private final FlightRecorder recorder = new FlightRecorder(SOME);
  private final HaMachine machine = HaMachine.standard();
  private NodeState state =
      NodeState.initial(
          NodeSettings.of(
              new ClusterId("service", "batman"),
              NodeName.of("a"),
              "postgres://a:5432/postgres",
              "http://a:8008/patroni",
              "{\"postgresql\":{\"parameters\":{\"my.password\":\"hunter2\"}}}"),
          new StoreTraits("test", StoreTraits.ExpirySide.SERVER, Duration.ofSeconds(10)),
          ClusterConfig.DEFAULT,
          new MonoTime(0));

  private void take(Event event) {
    Occurrence occurrence =
        new Occurrence(state.now().plus(Duration.ofSeconds(1)), Instant.EPOCH, event);
    Step step = machine.step(state, occurrence);
    recorder.stepped(state, occurrence, step);
    state = step.next();
  }

  private void take(int steps) {
    for (int i = 0; i < steps; i++) {
      take(new TimerEvent.Woke());
    }
  }

  private List<Line> lines() {
    return recorder.lines().stream().map(RecordingFormat::read).toList();
  }

  @Test
  void beforeTheFirstStepThereIsNothing() {
    assertThat(recorder.lines()).isEmpty();
  }

  @Test
  void itBeginsWithTheHeadAndTheFirstState() {
    NodeState first = state;
    take(3);

    assertThat(lines()).hasSize(5);
    assertThat(lines().get(0)).isEqualTo(new Line.Head("matriarch-recording", 1, "batman", "a"));
    assertThat(lines().get(1))
        .isInstanceOfSatisfying(
            Line.Beginning.class, it -> assertThat(it.state().now()).isEqualTo(first.now()));
  }

  @Test
  void theOlderHalfIsGivenUpWithItsState() {
    take(10 * FULL);

    assertThat(lines().size() - 2).isBetween(FULL, 2 * FULL + 2);
    Line.Beginning beginning = (Line.Beginning) lines().get(1);
    Line.Taken next = (Line.Taken) lines().get(2);
    Line.Taken last = (Line.Taken) lines().get(lines().size() - 1);
    assertThat(next.at().since(beginning.state().now())).isEqualTo(Duration.ofSeconds(1));
    assertThat(last.at()).isEqualTo(state.now());
  }

  @Test
  void whatTakesMoreRoomPushesMoreOut() {
    take(FULL / 2);
    String large = "{\"x\":\"" + "x".repeat(SOME) + "\"}";
    take(new CommandEvent.StoreConfig(1, large, Expected.ANY));
    take(new CommandEvent.StoreConfig(2, large, Expected.ANY));
    take(1);

    assertThat(lines().size() - 2).isEqualTo(2);
  }

  @Test
  void aRecordOfAnotherShapeIsNotGuessed() {
    take(1);
    String step = recorder.lines().get(2);

    assertThatThrownBy(() -> RecordingFormat.read(step.replace("\"decided\"", "\"chosen\"")))
        .isInstanceOf(JacksonException.class);
    assertThatThrownBy(() -> RecordingFormat.read(step.replaceFirst(",\"effects\":[^]]*\\]", "")))
        .isInstanceOf(JacksonException.class);
    assertThatThrownBy(() -> RecordingFormat.read(step.replace("TimerEvent.Woke", "java.io.File")))
        .isInstanceOf(JacksonException.class);
  }

  @Test
  void secretsAreMasked() {
    take(
        new CommandEvent.StoreConfig(
            1, "{\"standby_cluster\":{\"password\":\"hunter2\"}}", Expected.ANY));

    assertThat(String.join("\n", recorder.lines())).contains("***").doesNotContain("hunter2");
  }
}
