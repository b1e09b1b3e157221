package io.matriarch.examples.quickstart.faults;

import java.io.IOException;
import java.nio.file.Path;

/** The places of a cluster, and the network between them. For one thread. */
interface Landscape {

  /** A new place with an address of its own, if the machine allows that. */
  Place add(String name) throws InterruptedException;

  /** That many ports that are free at this place. */
  int port(Place place);

  /** From now on nothing that one place sends reaches the other; the way back stays. */
  void cut(Place from, Place to) throws InterruptedException;

  /** All links work again. */
  void heal() throws InterruptedException;

  /** Makes a directory a small disk of its own, where that is possible. */
  void disk(Path directory) throws IOException, InterruptedException;

  /** Takes all of it away. */
  void remove() throws InterruptedException;
}
