package io.matriarch.examples.quickstart.faults;

import io.matriarch.examples.quickstart.cluster.TrialException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every place in a network namespace of its own, with a cable to this process, which forwards
 * between them. A link is cut by a routing rule that swallows packets, so a connection over it is
 * not refused or reset but silent, as with a broken switch. Delay and loss need a kernel module
 * that not every machine has, hence are not offered.
 *
 * <p>This process must itself run in network, mount and process namespaces made for it: then its
 * end is the end of all this, however it comes.
 */
final class Namespaces implements Landscape {
  private static final String SUBNET = "10.213.%d.%d";
  private static final String DISK = "size=640m,mode=0700";

  private static final int FIRST_PORT = 5000;

  private final List<Process> keepers = new ArrayList<>();
  private final List<List<String>> rules = new ArrayList<>();
  private final List<Path> disks = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();
  private int nextPort = FIRST_PORT;

  /** Makes this process forward. */
  static Namespaces open() throws InterruptedException {
    Command.run("ip", "link", "set", "lo", "up");
    Command.run("sysctl", "-qw", "net.ipv4.ip_forward=1");
    return new Namespaces();
  }

  @Override
  public Place add(String name) throws InterruptedException {
    int number = places.size() + 1;
    Process keeper = keep();
    keepers.add(keeper);
    String address = SUBNET.formatted(number, 2);
    Place place = new Place(name, address, Optional.of(keeper.pid()));
    places.add(place);
    String cable = cable(place);
    String pid = Long.toString(keeper.pid());
    Command.run("ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", pid);
    String router = SUBNET.formatted(number, 1);
    Command.run("ip", "addr", "add", router + "/24", "dev", cable);
    Command.run("ip", "link", "set", cable, "up");
    in(place, "ip", "link", "set", "lo", "up");
    in(place, "ip", "addr", "add", address + "/24", "dev", "eth0");
    in(place, "ip", "link", "set", "eth0", "up");
    in(place, "ip", "route", "add", "default", "via", router);
    return place;
  }

  @Override
  public int port(Place place) {
    return nextPort++;
  }

  @Override
  public void cut(Place from, Place to) throws InterruptedException {
    List<String> rule = List.of("iif", cable(from), "to", to.address(), "blackhole");
    List<String> line = new ArrayList<>(List.of("ip", "rule", "add"));
    line.addAll(rule);
    Command.run(line);
    rules.add(rule);
  }

  @Override
  public void heal() throws InterruptedException {
    for (List<String> rule : List.copyOf(rules)) {
      List<String> line = new ArrayList<>(List.of("ip", "rule", "del"));
      line.addAll(rule);
      Command.run(line);
      rules.remove(rule);
    }
  }

  @Override
  public void disk(Path directory) throws IOException, InterruptedException {
    Command.run("mount", "-t", "tmpfs", "-o", DISK, "matriarch", directory.toString());
    disks.add(directory);
  }

  @Override
  public void remove() throws InterruptedException {
    heal();
    for (Path disk : disks) {
      Command.run("umount", "--lazy", disk.toString());
    }
    disks.clear();
    for (Place place : places) {
      unplug(cable(place));
    }
    places.clear();
    keepers.forEach(Process::destroyForcibly);
    keepers.clear();
  }

  /** A cable goes with the namespace at its end, which whoever ended us may have ended, too. */
  private static void unplug(String cable) throws InterruptedException {
    try {
      Command.run("ip", "link", "del", cable);
    } catch (TrialException gone) {
      // As wanted.
    }
  }

  /** Blocks until the new namespace is there. */
  private static Process keep() throws InterruptedException {
    try {
      Process keeper =
          new ProcessBuilder("unshare", "--net", "--", "sh", "-c", "echo ready; exec sleep 86400")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (keeper.getInputStream().read() < 0) {
        throw new TrialException("no network namespace can be made here");
      }
      return keeper;
    } catch (IOException e) {
      throw new TrialException("cannot run unshare: " + e.getMessage(), e);
    }
  }

  private static void in(Place place, String... words) throws InterruptedException {
    Command.run(place.here(List.of(words)));
  }

  private String cable(Place place) {
    return "cable" + (places.indexOf(place) + 1);
  }
}
