package io.matriarch.postgres.watchdog;

import io.matriarch.core.model.MonoTime;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A device that counts, and what it was told. One thread at a time. */
final class Armed {
  private static final Logger LOG = LoggerFactory.getLogger(Armed.class);

  private final Driver driver;
  private final int margin;
  private MonoTime killAt;
  private Silence silence;
  private int asked;
  private int timeout;

  /** Whether the timeout can be shortened when less than it is left. */
  private boolean exact;

  /** Whether it is used although it resets the machine too late. */
  private boolean late;

  private Armed(Driver driver, int margin, MonoTime killAt, Duration room) {
    this.driver = driver;
    this.margin = margin;
    this.killAt = killAt;
    this.silence = Silence.of(room, margin);
  }

  /**
   * Sets the timeout for the first time.
   *
   * @throws IOException it cannot do what is needed
   */
  static Armed begin(Driver driver, DeviceSettings settings, MonoTime killAt, MonoTime now)
      throws IOException {
    Duration room = killAt.since(now);
    Armed armed = new Armed(driver, settings.safetyMargin(), killAt, room);
    armed.set(armed.silence.within(room));
    armed.exact = armed.timeout == armed.asked;
    armed.late = armed.timeout > Silence.seconds(room);
    armed.check(settings);
    driver.keepAlive();
    return armed;
  }

  private void check(DeviceSettings settings) throws IOException {
    String problem =
        "its timeout is " + timeout + " s and cannot be set to the " + asked + " s that are needed";
    if (silence.tooImpatient(timeout) || late && settings.strict()) {
      throw new IOException(problem);
    }
    if (late) {
      LOG.warn(
          "{}: {}; the machine is reset after its lease has ended", settings.device(), problem);
    }
    if (!driver.outlivesUs()) {
      LOG.warn(
          "{}: it has no magic close: it may stop when the agent dies, and may not be stopped"
              + " when it is not needed any more",
          settings.device());
    }
  }

  /**
   * Writes it, unless the machine would be reset too late then; what it counts already is sooner.
   */
  void hear(MonoTime newKillAt, MonoTime now) throws IOException {
    Duration room = newKillAt.since(now);
    if (newKillAt.isAfter(killAt)) {
      silence = Silence.of(room, margin);
    }
    killAt = newKillAt;
    int wanted = silence.within(room);
    if (exact && wanted > 0 && wanted != asked) {
      set(wanted);
    }
    if (late && !room.isNegative() || wanted > 0 && timeout <= Silence.seconds(room)) {
      driver.keepAlive();
    }
  }

  private void set(int seconds) throws IOException {
    timeout = driver.timeout(seconds);
    asked = seconds;
  }

  Driver driver() {
    return driver;
  }

  int timeout() {
    return timeout;
  }
}
