package io.matriarch.postgres.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.MonoTime;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The system's own calls, on what every machine has. */
class NativeFileTest {
  private static final Duration WITHIN = Duration.ofSeconds(1);

  /** How much can be read: an ioctl that pipes know. */
  private static final int HOW_MUCH = 0x541B;

  @TempDir private Path folder;

  private Path pipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  @Test
  void whatADriverAnswersComesBack() throws Exception {
    Path pipe = pipe();
    try (RandomAccessFile reader = new RandomAccessFile(pipe.toFile(), "rw");
        NativeFile file = NativeFile.open(pipe)) {
      file.write('1');
      file.write('V');
      byte[] data = new byte[Integer.BYTES];

      file.ask(HOW_MUCH, data);

      assertThat(ByteBuffer.wrap(data).order(ByteOrder.nativeOrder()).getInt()).isEqualTo(2);
      assertThat(reader.read()).isEqualTo('1');
      assertThat(reader.read()).isEqualTo('V');
    }
  }

  /** A thread in a call of the system cannot be interrupted. */
  @Test
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPipeThatNobodyReadsHoldsUpNobody() throws Exception {
    Path pipe = pipe();

    assertThatThrownBy(() -> NativeFile.open(pipe))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot be opened: No such device or address");
  }

  @Test
  void aPlainFileIsNoDevice() throws Exception {
    Path plain = Files.createFile(folder.resolve("plain"));
    try (NativeFile file = NativeFile.open(plain)) {
      assertThatThrownBy(() -> new LinuxDriver(file))
          .hasMessage("is no watchdog: refuses: Inappropriate ioctl for device");
    }
  }

  @Test
  void aPlainFileServesForTests() throws Exception {
    Path plain = Files.createFile(folder.resolve("plain"));
    SystemTicker ticker = new SystemTicker();
    DeviceWatchdog watchdog = new DeviceWatchdog(new DeviceSettings(plain, 5, true, true), ticker);
    MonoTime end = ticker.now().plus(Duration.ofSeconds(30));

    watchdog.guard(end, end, WITHIN);
    watchdog.guard(end.plus(WITHIN), end.plus(WITHIN), WITHIN);
    assertThat(plain).hasContent("11");
    watchdog.free(WITHIN);

    assertThat(plain).hasContent("11V");
  }

  @Test
  void aPipeThatIsNoWatchdogIsRefused() throws Exception {
    Path pipe = pipe();
    SystemTicker ticker = new SystemTicker();
    MonoTime end = ticker.now().plus(Duration.ofSeconds(30));
    try (RandomAccessFile reader = new RandomAccessFile(pipe.toFile(), "rw")) {
      DeviceWatchdog watchdog =
          new DeviceWatchdog(new DeviceSettings(pipe, 5, false, true), ticker);

      assertThatThrownBy(() -> watchdog.guard(end, end, WITHIN))
          .hasMessageStartingWith(pipe + ": is no watchdog: ");
      assertThat(reader.read()).isEqualTo('V');
    }
  }
}
