package io.matriarch.examples.quickstart;

import io.matriarch.examples.quickstart.cluster.EtcdProgram;
import io.matriarch.examples.quickstart.cluster.ServerPrograms;
import io.matriarch.examples.quickstart.cluster.StoreKind;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param keep leave the cluster running at the end
 * @param ttl seconds that a leader which gives no sign of life keeps the lease
 * @param store what keeps who leads
 * @param binDirectory where PostgreSQL's programs are; empty: searched for
 */
record Options(boolean help, boolean keep, int ttl, StoreKind store, Optional<Path> binDirectory) {
  private static final int SHORTEST_TTL = 20;
  private static final int LONGEST_TTL = 120;

  static final String USAGE =
      """
      Usage: ./quickstart [--keep] [--ttl SECONDS] [--dcs STORE] [--bin-dir DIRECTORY]

        --keep               leave the cluster running at the end, and say how to connect
        --ttl SECONDS        how long a leader that gives no sign of life keeps the lease (20)
        --dcs STORE          what keeps who leads: zookeeper, inside this program, or etcd (zookeeper)
        --bin-dir DIRECTORY  where PostgreSQL's programs are, if not in a usual place
      """;

  /** The command line is wrong; the message says how and what to write instead. */
  static final class BadOption extends Exception {
    private static final long serialVersionUID = 1L;

    BadOption(String message) {
      super(message);
    }
  }

  static Options parse(List<String> arguments) throws BadOption {
    boolean help = false;
    boolean keep = false;
    int ttl = SHORTEST_TTL;
    StoreKind store = StoreKind.ZOOKEEPER;
    Optional<Path> binDirectory = Optional.empty();
    Iterator<String> words = arguments.iterator();
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "--help", "-h" -> help = true;
        case "--keep" -> keep = true;
        case "--ttl" -> ttl = ttl(value(word, words));
        case "--dcs" -> store = store(value(word, words));
        case "--bin-dir" -> binDirectory = Optional.of(directory(value(word, words)));
        default -> throw new BadOption("unknown option '" + word + "'; --help lists them");
      }
    }
    return new Options(help, keep, ttl, store, binDirectory);
  }

  private static String value(String option, Iterator<String> words) throws BadOption {
    if (!words.hasNext()) {
      throw new BadOption(option + " needs a value; --help shows which");
    }
    return words.next();
  }

  private static int ttl(String text) throws BadOption {
    if (text.matches("\\d{1,4}")) {
      int ttl = Integer.parseInt(text);
      if (ttl >= SHORTEST_TTL && ttl <= LONGEST_TTL) {
        return ttl;
      }
    }
    throw new BadOption(
        "--ttl '%s' is not usable: write a number of seconds from %d to %d"
            .formatted(text, SHORTEST_TTL, LONGEST_TTL));
  }

  private static StoreKind store(String text) throws BadOption {
    StoreKind kind =
        StoreKind.named(text)
            .orElseThrow(
                () -> new BadOption("--dcs '" + text + "' is not known: write zookeeper or etcd"));
    if (kind == StoreKind.ETCD && EtcdProgram.find().isEmpty()) {
      throw new BadOption(
          "--dcs etcd: no etcd found; install it (Debian, Ubuntu: etcd-server), or name its program"
              + " by "
              + EtcdProgram.ENVIRONMENT);
    }
    return kind;
  }

  private static Path directory(String text) throws BadOption {
    Path directory = Path.of(text).toAbsolutePath();
    if (ServerPrograms.in(directory).isEmpty()) {
      throw new BadOption(
          "--bin-dir '"
              + text
              + "' has no PostgreSQL 13 or newer with pg_rewind: name its bin"
              + " directory");
    }
    return directory;
  }
}
