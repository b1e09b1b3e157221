package io.matriarch.examples.quickstart.faults;

import io.matriarch.examples.quickstart.cluster.NodeFile;
import io.matriarch.examples.quickstart.cluster.StoreKind;
import io.matriarch.examples.quickstart.cluster.TrialException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param repetitions how often each fault is tried
 * @param only names of faults; empty: all, or the telling ones if there is no report
 * @param seed of the first repetition; each one adds one
 * @param store what keeps the cluster
 * @param ttl in seconds
 * @param tick of ZooKeeper servers, in milliseconds
 * @param report where the table is written
 * @param leash what the nodes' files say of it
 * @param namespaces whether this process is in namespaces made for it
 */
record FaultOptions(
    int repetitions,
    Set<String> only,
    long seed,
    StoreKind store,
    int ttl,
    int tick,
    Optional<Path> report,
    String leash,
    boolean namespaces,
    boolean keepLogs) {

  static final int USUAL_TTL = 20;

  /** Needs no program on the machine. */
  static final StoreKind USUAL_STORE = StoreKind.ZOOKEEPER;

  /** Below this a store in the usual rhythm does not keep a ttl. */
  private static final int SHORTEST_USUAL_TTL = 10;

  private static final int FAST_TICK = 500;

  /** What the nodes' files say of the leash unless told otherwise. */
  private static final String USUAL_LEASH = "on";

  /**
   * Reads the command line.
   *
   * @throws TrialException it is wrong; the message says what to write instead
   */
  static FaultOptions parse(List<String> arguments) {
    int repetitions = 1;
    Set<String> only = new HashSet<>();
    long seed = 1;
    StoreKind store = USUAL_STORE;
    int ttl = USUAL_TTL;
    OptionalInt tick = OptionalInt.empty();
    Optional<Path> report = Optional.empty();
    String leash = USUAL_LEASH;
    boolean namespaces = false;
    boolean keepLogs = false;
    Iterator<String> words = arguments.iterator();
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "--repeat" -> repetitions = (int) number(word, words, 1, 1000);
        case "--only" -> only.addAll(names(value(word, words)));
        case "--seed" -> seed = number(word, words, 0, Long.MAX_VALUE);
        case "--dcs" -> store = store(value(word, words));
        case "--ttl" -> ttl = (int) number(word, words, 3, 120);
        case "--tick" -> tick = OptionalInt.of((int) number(word, words, 100, 4000));
        case "--report" -> report = Optional.of(Path.of(value(word, words)));
        case "--leash" -> leash = leash(value(word, words));
        case "--namespaces" -> namespaces = true;
        case "--keep-logs" -> keepLogs = true;
        default -> throw new TrialException("unknown option '" + word + "'");
      }
    }
    if (store != StoreKind.ZOOKEEPER && tick.isPresent()) {
      throw new TrialException(
          "--tick is about ZooKeeper's servers: leave it out with --dcs " + store.option());
    }
    return new FaultOptions(
        repetitions,
        Set.copyOf(only),
        seed,
        store,
        ttl,
        tick.orElse(usualTick(ttl)),
        report,
        leash,
        namespaces,
        keepLogs);
  }

  private static int usualTick(int ttl) {
    return ttl < SHORTEST_USUAL_TTL ? FAST_TICK : NodeFile.USUAL_TICK;
  }

  /** True if the store's rhythm is not the one that goes with the ttl. */
  boolean hasOwnTick() {
    return tick != usualTick(ttl);
  }

  /** True if a guard outside of the agent must keep what it promises. */
  boolean isLeashed() {
    return !leash.equals("off");
  }

  /** The faults that are asked for, in the order of the catalogue. */
  List<Fault> choose(List<Fault> catalogue) {
    Set<String> known = new HashSet<>();
    catalogue.forEach(fault -> known.add(fault.name()));
    only.stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new TrialException(
                  "--only '%s' is no fault; there are: %s"
                      .formatted(
                          name, String.join(", ", catalogue.stream().map(Fault::name).toList())));
            });
    return catalogue.stream()
        .filter(
            fault ->
                only.isEmpty()
                    ? report.isPresent() || fault.telling().contains(store)
                    : only.contains(fault.name()))
        .toList();
  }

  private static String value(String option, Iterator<String> words) {
    if (!words.hasNext()) {
      throw new TrialException(option + " needs a value");
    }
    return words.next();
  }

  private static List<String> names(String text) {
    return List.of(text.split(","));
  }

  private static long number(String option, Iterator<String> words, long least, long most) {
    String text = value(option, words);
    if (text.matches("\\d{1,18}")) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new TrialException(
        "%s '%s' is not usable: write a number from %d to %d".formatted(option, text, least, most));
  }

  private static StoreKind store(String word) {
    return StoreKind.named(word)
        .orElseThrow(
            () -> new TrialException("--dcs '" + word + "' is not known: write zookeeper or etcd"));
  }

  private static String leash(String word) {
    if (List.of("on", "off", "required").contains(word)) {
      return word;
    }
    throw new TrialException("--leash '" + word + "' is not usable: write on, off or required");
  }
}
