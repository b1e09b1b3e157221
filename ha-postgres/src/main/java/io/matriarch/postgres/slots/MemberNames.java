package io.matriarch.postgres.slots;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.postgres.control.DataDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slot names that members have or had, remembered in the data directory: a slot of a member
 * that left must be found again after a restart of the agent, or it would keep WAL for ever. Thread
 * safe.
 */
final class MemberNames {
  private static final Logger LOG = LoggerFactory.getLogger(MemberNames.class);
  private static final String FILE = "matriarch.slots";

  private final DataDirectory data;
  private final Ticker ticker;
  private final TreeMap<String, MonoTime> lastWanted = new TreeMap<>();
  private boolean loaded;

  MemberNames(DataDirectory data, Ticker ticker) {
    this.data = data;
    this.ticker = ticker;
  }

  /** Notes that these are wanted now. */
  synchronized void want(Set<String> current) throws IOException {
    load();
    boolean newcomers = !lastWanted.keySet().containsAll(current);
    current.forEach(name -> lastWanted.put(name, ticker.now()));
    if (newcomers) {
      data.write(data.path().resolve(FILE), String.join("\n", lastWanted.keySet()) + "\n");
    }
  }

  /** All that are known; what cannot be read is not. */
  synchronized Set<String> all() {
    try {
      load();
    } catch (IOException notReadable) {
      LOG.warn("cannot read {}: {}", FILE, notReadable.getMessage());
    }
    return new TreeSet<>(lastWanted.keySet());
  }

  /** Those that have not been wanted for so long, counted from this object's first look at most. */
  synchronized Set<String> unwantedFor(Duration time) {
    MonoTime before = ticker.now().minus(time);
    Set<String> names = new TreeSet<>();
    lastWanted.forEach(
        (name, last) -> {
          if (!last.isAfter(before)) {
            names.add(name);
          }
        });
    return names;
  }

  private void load() throws IOException {
    if (!loaded) {
      for (String name : data.lines(FILE)) {
        lastWanted.putIfAbsent(name, ticker.now());
      }
      loaded = true;
    }
  }
}
