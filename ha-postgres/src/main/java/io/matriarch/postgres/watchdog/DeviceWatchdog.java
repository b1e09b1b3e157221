package io.matriarch.postgres.watchdog;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.Watchdog;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watchdog device of the machine, which resets it when it is not written for a while. A device
 * counts seconds and knows no instant: whenever it is written, its timeout is made to end before
 * the instant. So it may be written as often as it is told the same instant, and an agent that
 * lives keeps the machine until the server had its chance to stop in an orderly way.
 *
 * <p>It counts only while it guards. An agent that died leaves it counting; one that comes back and
 * leads again takes it over, and one that does not lead lets the reset come.
 */
public final class DeviceWatchdog implements Watchdog {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceWatchdog.class);

  /** To run for leader again at once, with a device that has just been refused, is idle. */
  private static final Duration REMEMBER = Duration.ofMinutes(1);

  private final DeviceSettings settings;
  private final DeviceFile.Opener opener;
  private final Ticker ticker;

  private Optional<Armed> armed = Optional.empty();
  private Optional<String> refused = Optional.empty();
  private MonoTime refusedUntil = MonoTime.MIN;

  /**
   * Touches nothing yet.
   *
   * @param settings which device, and how it is used
   * @param ticker the node's
   */
  public DeviceWatchdog(DeviceSettings settings, Ticker ticker) {
    this(settings, NativeFile::open, ticker);
  }

  DeviceWatchdog(DeviceSettings settings, DeviceFile.Opener opener, Ticker ticker) {
    this.settings = settings;
    this.opener = opener;
    this.ticker = ticker;
  }

  /**
   * What can be said without opening the device, which would begin to count.
   *
   * @return why it cannot be used; empty: perhaps it can
   */
  public static Optional<String> problem(DeviceSettings settings) {
    if (!Files.exists(settings.device())) {
      return Optional.of(settings.device() + ": is not there");
    }
    if (Files.isRegularFile(settings.device()) && !settings.testing()) {
      return Optional.of(settings.device() + ": is no watchdog but a plain file");
    }
    return Files.isWritable(settings.device())
        ? Optional.empty()
        : Optional.of(settings.device() + ": may not be written by this user");
  }

  /** The device knows one instant only, the later one: it ends everything at once. */
  @Override
  public synchronized void guard(MonoTime fenceAt, MonoTime killAt, Duration within)
      throws ResourceException {
    try {
      if (armed.isEmpty()) {
        checkPlace();
        refuseAgain();
        armed = Optional.of(arm(killAt));
      } else {
        armed.get().hear(killAt, ticker.now());
      }
    } catch (IOException e) {
      throw new ResourceException(problem(e.getMessage()), e);
    }
  }

  private Armed arm(MonoTime killAt) throws IOException {
    Duration room = killAt.since(ticker.now());
    if (Silence.tooShort(room)) {
      throw new IOException(
          "it counts whole seconds, and the lease has only "
              + room.toMillis()
              + " ms left; a ttl of 5 or more is needed");
    }
    try {
      return open(killAt);
    } catch (IOException e) {
      refused = Optional.of(e.getMessage());
      refusedUntil = ticker.now().plus(REMEMBER);
      throw e;
    }
  }

  private Armed open(MonoTime killAt) throws IOException {
    DeviceFile file = opener.open(settings.device());
    try {
      Driver driver = settings.testing() ? new TestingDriver(file) : new LinuxDriver(file);
      Armed made = Armed.begin(driver, settings, killAt, ticker.now());
      LOG.info("{} resets the machine after {} s of silence", settings.device(), made.timeout());
      return made;
    } catch (IOException e) {
      letGo(file);
      throw e;
    }
  }

  /** It counts since it was opened. */
  private void letGo(DeviceFile file) {
    try (file) {
      file.write('V');
    } catch (IOException e) {
      LOG.warn(problem("it may reset the machine, since it " + e.getMessage()));
    }
  }

  @Override
  public synchronized void free(Duration within) throws ResourceException {
    if (armed.isPresent()) {
      Driver driver = armed.get().driver();
      armed = Optional.empty();
      try (driver) {
        driver.disarm();
      } catch (IOException e) {
        throw new ResourceException(problem("it may reset the machine, " + e.getMessage()), e);
      }
    }
    try {
      refuseAgain();
    } catch (IOException e) {
      throw new ResourceException(problem(e.getMessage()), e);
    }
    checkPlace();
  }

  private void checkPlace() throws ResourceException {
    Optional<String> problem = problem(settings);
    if (problem.isPresent()) {
      throw new ResourceException(problem.get());
    }
  }

  private void refuseAgain() throws IOException {
    if (refused.isPresent() && ticker.now().isBefore(refusedUntil)) {
      throw new IOException(refused.get());
    }
    refused = Optional.empty();
  }

  /** A device tells nobody what it was told. */
  @Override
  public Optional<Orders> inherited(Duration within) {
    return Optional.empty();
  }

  @Override
  public synchronized void close() {
    armed.ifPresent(
        left -> {
          try {
            left.driver().close();
          } catch (IOException e) {
            LOG.debug(problem(e.getMessage()));
          }
        });
    armed = Optional.empty();
  }

  private String problem(String what) {
    return settings.device() + ": " + what;
  }
}
