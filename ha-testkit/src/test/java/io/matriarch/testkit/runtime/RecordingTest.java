package io.matriarch.testkit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.model.NodeName;
import io.matriarch.testkit.sim.replay.Replay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("What a real node with its threads has recorded is decided again")
class RecordingTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Herd herd = new Herd();

  @AfterEach
  void endHerd() {
    herd.close();
  }

  /** A leader loses the lead to another node, and follows it. */
  private List<String> eventful() {
    herd.add("a");
    herd.add("b");
    await().atMost(SOON).until(() -> herd.primary().isPresent());
    NodeName before = herd.primary().orElseThrow();
    NodeName other = NodeName.of(before.value().equals("a") ? "b" : "a");
    await().atMost(SOON).until(() -> herd.resources.get(other).source().isPresent());
    herd.store.cut(before, true);
    await().atMost(SOON).until(() -> herd.resources.get(other).writable());
    herd.store.cut(before, false);
    // Its server follows a moment before the node knows it.
    await().atMost(SOON).until(() -> follows(herd.nodes.get(before).recording()));
    return herd.nodes.get(before).recording();
  }

  private static boolean follows(List<String> recording) {
    return recording.stream().anyMatch(line -> line.contains("\"rule\":\"800.90\""));
  }

  private static Replay replay(List<String> lines) {
    return Replay.of(lines, HaMachine.standard());
  }

  @Test
  void everyDecisionIsTheSame() {
    List<String> recording = eventful();

    Replay replay = replay(recording);

    assertThat(replay.difference()).isEmpty();
    assertThat(replay.steps()).isEqualTo(recording.size() - 2);
    assertThat(replay.decisions()).isGreaterThan(20);
    assertThat(recording).anyMatch(line -> line.contains("\"rule\":\"700.10\""));
    assertThat(follows(recording)).isTrue();
  }

  @Test
  void whatWasChangedByHandIsNamedWithItsPlace() {
    List<String> recording = eventful();
    int leading = first(recording, "\"rule\":\"700.10\"");
    int claimed = first(recording, "LeaseResult.Held");

    assertThat(differsAt(changed(recording, leading, line -> line.replace("700.10", "700.90"))))
        .isEqualTo(leading + 1);
    assertThat(
            differsAt(
                changed(
                    recording,
                    claimed,
                    line ->
                        line.replaceFirst(
                            "\"result\":\\{.*?\\}\\}",
                            "\"result\":{\"is\":\"LeaseResult.Lost\",\"reason\":\"by hand\"}}"))))
        .isGreaterThanOrEqualTo(claimed + 1);
  }

  @Test
  void whatIsNoRecordingIsRefused() {
    assertThatThrownBy(() -> replay(List.of())).hasMessageContaining("no recording");
    assertThatThrownBy(() -> replay(List.of("{}", "{}"))).hasMessageContaining("line 1");
    List<String> recording = eventful();
    assertThatThrownBy(
            () ->
                replay(
                    changed(recording, 0, line -> line.replace("\"version\":1", "\"version\":2"))))
        .hasMessageContaining("version 2");
    assertThatThrownBy(() -> replay(changed(recording, 5, line -> line.substring(9))))
        .hasMessageContaining("line 6");
  }

  private static int differsAt(List<String> lines) {
    return replay(lines).difference().orElseThrow().line();
  }

  private static int first(List<String> lines, String word) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(word)) {
        return i;
      }
    }
    throw new AssertionError("no line says " + word);
  }

  private static List<String> changed(List<String> lines, int index, UnaryOperator<String> change) {
    List<String> changed = new ArrayList<>(lines);
    changed.set(index, change.apply(lines.get(index)));
    assertThat(changed).isNotEqualTo(lines);
    return changed;
  }
}
