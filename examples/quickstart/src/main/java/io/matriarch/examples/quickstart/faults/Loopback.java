package io.matriarch.examples.quickstart.faults;

import io.matriarch.examples.quickstart.cluster.Ports;
import io.matriarch.examples.quickstart.cluster.TrialException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** All places on one address: processes can be killed and frozen, links cannot be cut. */
final class Loopback implements Landscape {
  private final Set<Integer> given = new HashSet<>();

  @Override
  public Place add(String name) {
    return new Place(name, "127.0.0.1", Optional.empty());
  }

  @Override
  public int port(Place place) {
    int port;
    do {
      port = Ports.free(1).get(0);
    } while (!given.add(port));
    return port;
  }

  @Override
  public void cut(Place from, Place to) {
    throw new TrialException("links on the loopback interface cannot be cut");
  }

  @Override
  public void heal() {
    // Nothing was cut.
  }

  @Override
  public void disk(Path directory) {
    // The directory stays where it is.
  }

  @Override
  public void remove() {
    // Nothing was made.
  }
}
