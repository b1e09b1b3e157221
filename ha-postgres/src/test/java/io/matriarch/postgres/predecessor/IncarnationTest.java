package io.matriarch.postgres.predecessor;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncarnationTest {
  private static final long TERM = 42;

  @TempDir private Path folder;
  private Path proc;
  private Incarnation incarnation;

  @BeforeEach
  void aMachineOnWhichThisProcessHeldTheTerm() throws IOException {
    proc = folder.resolve("proc");
    boot("boot-1");
    Files.createDirectories(proc.resolve("self/ns"));
    Files.createSymbolicLink(proc.resolve("self/ns/pid"), Path.of("pid:[4026531836]"));
    process("S", 7700);
    incarnation = incarnation();
    incarnation.keep(Examples.status(RunState.RUNNING, true, Examples.view("a", TERM, true, "{}")));
  }

  @Test
  void theKeyOfAProcessThatIsGoneMayBeTakenOver() throws Exception {
    Files.delete(stat());

    assertThat(leftKey("a", TERM)).isTrue();
  }

  @Test
  void aZombieAndAReusedProcessNumberCountAsGone() throws Exception {
    process("Z", 7700);
    assertThat(leftKey("a", TERM)).isTrue();

    process("S", 9900);
    assertThat(leftKey("a", TERM)).isTrue();
  }

  @Test
  void theKeyOfALivingProcessMayNot() {
    assertThat(leftKey("a", TERM)).isFalse();
  }

  @Test
  void anotherTermOrAnotherHolderIsNotProven() throws Exception {
    Files.delete(stat());

    assertThat(leftKey("a", TERM + 1)).isFalse();
    assertThat(leftKey("b", TERM)).isFalse();
  }

  @Test
  void nothingIsProvenAcrossBootsOrContainers() throws Exception {
    Files.delete(stat());
    boot("boot-2");
    assertThat(leftKey("a", TERM)).isFalse();

    boot("boot-1");
    assertThat(leftKey("a", TERM)).isTrue();
    Files.delete(proc.resolve("self/ns/pid"));
    Files.createSymbolicLink(proc.resolve("self/ns/pid"), Path.of("pid:[1]"));
    assertThat(leftKey("a", TERM)).isFalse();
  }

  @Test
  void withoutAFileOrWithABrokenOneNothingIsProven() throws Exception {
    Files.delete(stat());
    Files.writeString(file(), "42 rubbish\n");
    assertThat(leftKey("a", TERM)).isFalse();

    Files.delete(file());
    assertThat(leftKey("a", TERM)).isFalse();
  }

  @Test
  void aTermIsWrittenOnlyByItsHolder() throws Exception {
    Files.delete(file());

    incarnation()
        .keep(Examples.status(RunState.RUNNING, true, Examples.view("a", TERM, false, "{}")));
    incarnation()
        .keep(Examples.status(RunState.RUNNING, false, Examples.view("a", TERM, true, "{}")));

    assertThat(file()).doesNotExist();
  }

  @Test
  void thisMachinesOwnProcessIsKnownAndAlive() {
    LocalProcesses real = LocalProcesses.ofThisMachine();

    assertThat(real.self()).isPresent();
    assertThat(real.isDead(real.self().orElseThrow())).isFalse();
    ProcessMark self = real.self().orElseThrow();
    assertThat(real.isDead(new ProcessMark(self.boot(), self.namespace(), self.pid(), 1))).isTrue();
  }

  private boolean leftKey(String holder, long term) {
    return incarnation().leftLeaderKey(Examples.view(holder, term, false, "{}"));
  }

  private Incarnation incarnation() {
    return new Incarnation(Examples.SELF, file(), new LocalProcesses(proc));
  }

  private Path file() {
    return folder.resolve("a.incarnation");
  }

  private Path stat() {
    return proc.resolve(ProcessHandle.current().pid() + "/stat");
  }

  private void boot(String id) throws IOException {
    Path file = proc.resolve("sys/kernel/random/boot_id");
    Files.createDirectories(file.getParent());
    Files.writeString(file, id + "\n");
  }

  private void process(String state, long startTicks) throws IOException {
    Files.createDirectories(stat().getParent());
    Files.writeString(
        stat(),
        ProcessHandle.current().pid()
            + " (a (b) c) "
            + state
            + " 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 "
            + startTicks
            + " 20 21\n");
  }
}
