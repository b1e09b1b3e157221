package io.matriarch.postgres.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.ResourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a device hears, by a fake of its driver. */
class DeviceWatchdogTest {
  private static final Duration WITHIN = Duration.ofSeconds(1);
  private static final int MARGIN = 5;

  @TempDir private Path folder;

  private final FakeDevice device = new FakeDevice();
  private MonoTime now = new MonoTime(0);
  private Path place;
  private DeviceWatchdog watchdog;

  @BeforeEach
  void begin() throws Exception {
    // A named pipe: there, writable, and no plain file.
    place = folder.resolve("watchdog");
    assertThat(new ProcessBuilder("mkfifo", place.toString()).start().waitFor()).isZero();
    watchdog = with(MARGIN, true);
  }

  private DeviceWatchdog with(int margin, boolean strict) {
    return with(new DeviceSettings(place, margin, false, strict), device::open);
  }

  private DeviceWatchdog with(DeviceSettings settings, DeviceFile.Opener opener) {
    Ticker ticker =
        new Ticker() {
          @Override
          public MonoTime now() {
            return now;
          }

          @Override
          public Instant wallClock() {
            return Instant.EPOCH;
          }
        };
    return new DeviceWatchdog(settings, opener, ticker);
  }

  private void at(double seconds) {
    now = second(seconds);
  }

  private static MonoTime second(double seconds) {
    return new MonoTime((long) (seconds * 1e9));
  }

  private void guardUntil(double killAt) throws ResourceException {
    watchdog.guard(second(killAt - 2), second(killAt), WITHIN);
  }

  @Test
  void itIsNotOpenedBeforeThereIsSomethingToGuard() throws Exception {
    watchdog.free(WITHIN);

    assertThat(watchdog.inherited(WITHIN)).isEmpty();
    assertThat(device.news()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "5,  29.4, 25",
    "-1, 29.4, 15",
    "0, 29.4, 29",
    "5, 19.5, 15",
    "-1, 19.5, 10",
    "5, 58.8, 54",
    "10, 7.5, 4",
    "5, 4.5, 2",
    "-1, 4.4, 2",
    "20, 29.4, 15"
  })
  void theTimeoutFollowsTheLeaseAndTheMargin(int margin, double left, int timeout)
      throws Exception {
    watchdog = with(margin, true);

    guardUntil(left);

    assertThat(device.news()).containsExactly("open", "timeout " + timeout, "1");
  }

  @Test
  void eachRenewalIsOneSign() throws Exception {
    guardUntil(29.4);
    device.news();

    at(7);
    guardUntil(36.4);
    at(14);
    guardUntil(43.4);

    assertThat(device.news()).containsExactly("1", "1");
  }

  @Test
  void whatIsToldAgainNeverLastsBeyondTheLease() throws Exception {
    guardUntil(29.4);
    device.news();

    at(10);
    guardUntil(29.4);
    at(20.5);
    guardUntil(29.4);
    at(28.5);
    guardUntil(29.4);
    at(30);
    guardUntil(29.4);

    assertThat(device.news()).containsExactly("timeout 19", "1", "timeout 8", "1");
  }

  @Test
  void aRightThatIsShortenedShortensTheTimeout() throws Exception {
    guardUntil(29.4);
    device.news();

    guardUntil(6.5);
    guardUntil(29.4);

    assertThat(device.news()).containsExactly("timeout 6", "1", "timeout 25", "1");
  }

  /** Renewed each quarter and told again each ten seconds, as the node does it. */
  @ParameterizedTest
  @ValueSource(ints = {20, 21, 25, 30, 40, 60, 90, 300})
  void aLeaderThatRenewsIsNeverReset(int ttl) throws Exception {
    for (int margin : new int[] {-1, 0, 5, 15, 1000}) {
      watchdog = with(margin, true);
      double guarantee = ttl - Math.max(0.5, ttl / 50.0);
      double gap = Math.min(10, ttl / 4.0);
      for (double renewed = now.nanos() / 1e9, last = renewed + 20 * gap;
          renewed < last;
          renewed += gap) {
        at(renewed);
        guardUntil(renewed + guarantee);

        assertThat((double) device.timeout).isGreaterThan(gap).isLessThanOrEqualTo(guarantee);
      }
      watchdog.free(WITHIN);
    }
  }

  /** The server is stopped five seconds before the end of a lease that is not renewed. */
  @ParameterizedTest
  @ValueSource(ints = {20, 30, 60})
  void aLeaderWithoutAStoreHasTheTimeToStop(int ttl) throws Exception {
    double end = ttl - Math.max(0.5, ttl / 50.0);
    guardUntil(end);
    double reset = device.timeout;

    for (double told = 10; told < end; told += 10) {
      assertThat(told).isLessThan(reset);
      at(told);
      device.news();
      guardUntil(end);
      reset = device.news().contains("1") ? told + device.timeout : reset;
    }

    assertThat(reset).isBetween(end - 2, end);
  }

  @Test
  void whatIsNoLongerGuardedIsClosedByMagic() throws Exception {
    guardUntil(29.4);
    device.news();

    watchdog.free(WITHIN);
    watchdog.free(WITHIN);

    assertThat(device.news()).containsExactly("V", "close");
  }

  @Test
  void anAgentThatEndsWhileItGuardsLeavesItCounting() throws Exception {
    guardUntil(29.4);
    device.news();

    watchdog.close();
    watchdog.close();

    assertThat(device.news()).containsExactly("close");
  }

  @Test
  void aTimeoutThatIsFixedAndTooLongIsRefusedAndStopped() throws Exception {
    device.settable = false;

    assertThatThrownBy(() -> guardUntil(29.4))
        .isInstanceOf(ResourceException.class)
        .hasMessage(place + ": its timeout is 60 s and cannot be set to the 25 s that are needed");
    assertThat(device.news()).containsExactly("open", "V", "close");
  }

  @Test
  void aTimeoutThatIsTooLongIsUsedAllTheSameWhereNothingDependsOnIt() throws Exception {
    device.settable = false;
    watchdog = with(MARGIN, false);

    guardUntil(29.4);
    at(7);
    guardUntil(36.4);
    at(40);
    guardUntil(36.4);

    assertThat(device.news()).containsExactly("open", "1", "1");
  }

  @Test
  void aTimeoutThatAHealthyLeaderCouldMissIsRefused() throws Exception {
    device.rounding = seconds -> Math.min(seconds, 14);
    watchdog = with(MARGIN, false);

    assertThatThrownBy(() -> guardUntil(29.4)).hasMessageContaining("its timeout is 14 s");
    assertThat(device.news()).containsExactly("open", "timeout 14", "V", "close");
  }

  @Test
  void aTimeoutThatIsFixedAndFitsIsFedOnlyWhileItFits() throws Exception {
    device.settable = false;
    device.timeout = 16;

    guardUntil(29.4);
    at(10);
    guardUntil(29.4);
    at(20);
    guardUntil(29.4);

    assertThat(device.news()).containsExactly("open", "1", "1");
  }

  @Test
  void aDriverThatRoundsIsNotAskedAgain() throws Exception {
    device.rounding = seconds -> 28;

    guardUntil(29.4);
    at(10);
    guardUntil(29.4);

    assertThat(device.news()).containsExactly("open", "timeout 28", "1");
  }

  @Test
  void whatWasRefusedIsTriedAgainAfterAMinute() throws Exception {
    device.watchdog = false;

    assertThatThrownBy(() -> guardUntil(30))
        .hasMessage(place + ": is no watchdog: refuses: Inappropriate ioctl for device");
    device.watchdog = true;
    at(59);
    assertThatThrownBy(() -> watchdog.free(WITHIN)).hasMessageContaining("is no watchdog");
    assertThatThrownBy(() -> guardUntil(89)).hasMessageContaining("is no watchdog");
    at(60);
    watchdog.free(WITHIN);
    guardUntil(90);

    assertThat(device.news()).containsExactly("open", "V", "close", "open", "timeout 25", "1");
  }

  @Test
  void aDriverThatDoesNotTellItsTimeoutIsRefused() {
    device.tellsTimeout = false;

    assertThatThrownBy(() -> guardUntil(30))
        .hasMessageContaining("does not tell its timeout: refuses: Operation not supported");
  }

  @Test
  void oneWithoutMagicCloseIsUsed() throws Exception {
    device.magicClose = false;

    guardUntil(29.4);

    assertThat(device.news()).containsExactly("open", "timeout 25", "1");
  }

  @Test
  void oneThatIsInUseIsNamed() {
    watchdog =
        with(
            new DeviceSettings(place, MARGIN, false, true),
            path -> {
              throw new IOException("cannot be opened: Device or resource busy");
            });

    assertThatThrownBy(() -> guardUntil(30))
        .hasMessage(place + ": cannot be opened: Device or resource busy");
  }

  @Test
  void aLeaseThatIsTooShortIsRefusedAndNotRemembered() throws Exception {
    assertThatThrownBy(() -> guardUntil(2.5))
        .hasMessageContaining("the lease has only 2500 ms left; a ttl of 5 or more is needed");
    guardUntil(29.4);

    assertThat(device.news()).containsExactly("open", "timeout 25", "1");
  }

  @Test
  void aSignThatCannotBeWrittenIsAProblem() throws Exception {
    guardUntil(29.4);
    device.writable = false;

    assertThatThrownBy(() -> guardUntil(30.4))
        .hasMessage(place + ": cannot be written: Input/output error");
    device.news();
    assertThatThrownBy(() -> watchdog.free(WITHIN))
        .hasMessageContaining("it may reset the machine");
    assertThat(device.news()).containsExactly("close");
  }

  @Test
  void whatIsNotThereOrIsAPlainFileIsKnownWithoutOpeningIt() throws Exception {
    Files.delete(place);
    assertThatThrownBy(() -> watchdog.free(WITHIN)).hasMessage(place + ": is not there");
    assertThatThrownBy(() -> guardUntil(30)).hasMessage(place + ": is not there");
    Files.writeString(place, "precious");
    assertThatThrownBy(() -> watchdog.free(WITHIN))
        .hasMessage(place + ": is no watchdog but a plain file");
    assertThatThrownBy(() -> guardUntil(30)).hasMessageContaining("a plain file");
    assertThat(device.news()).isEmpty();
  }

  @Test
  void theDriverForTestsOnlyWrites() throws Exception {
    watchdog = with(new DeviceSettings(place, MARGIN, true, true), device::open);

    guardUntil(29.4);
    at(10);
    guardUntil(29.4);
    watchdog.free(WITHIN);

    assertThat(device.news()).containsExactly("open", "1", "1", "V", "close");
  }
}
