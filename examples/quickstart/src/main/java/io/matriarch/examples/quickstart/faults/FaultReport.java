package io.matriarch.examples.quickstart.faults;

import io.matriarch.examples.quickstart.cluster.StoreKind;
import io.matriarch.examples.quickstart.cluster.Timing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The long report.
 *
 * @param store what the cluster was kept in, with its version
 * @param machine what it ran on, as a sentence without its full stop
 */
record FaultReport(FaultOptions options, String store, String machine) {

  void write(Path file, LocalDate date, List<Tally> tallies) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, lines(date, tallies));
  }

  List<String> lines(LocalDate date, List<Tally> tallies) {
    Timing timing = Timing.ofTtl(options.ttl());
    List<String> lines = new ArrayList<>();
    lines.addAll(
        List.of(
            "# Faults, on " + options.store().title(),
            "",
            "Made by `./verify %s` on %s; seeds %d to %d."
                .formatted(
                    command(), date, options.seed(), options.seed() + options.repetitions() - 1),
            "",
            machine + ".",
            "The store is an ensemble of three servers of %s%s. Replication is asynchronous; ttl %d, loop_wait %d, retry_timeout %d; leash: %s."
                .formatted(
                    store,
                    rhythm(),
                    timing.ttl(),
                    timing.loopWait(),
                    timing.retryTimeout(),
                    options.leash()),
            "",
            "A writer per node tries to write to it all the time, whatever its role. *Without a write*: the longest",
            "time in which nobody acknowledged one. *Two wrote*: from the first acknowledgement of the new primary to",
            "the last of the old one. *Lost*: acknowledged writes that are gone; *though confirmed*: a replica had",
            "them on its disk. *In order after*: from the end of the fault to one primary with two others streaming",
            "on its timeline and right behind its writes, without a hand. Kept means in addition: all nodes hold the same rows in the end.",
            "*Not promised here*: nothing outside of the agent watches, so what was measured is what that costs.",
            ""));
    lines.addAll(Tally.HEADER);
    tallies.forEach(tally -> lines.add(tally.row(options.isLeashed())));
    lines.addAll(List.of("", "## What each fault is", ""));
    tallies.forEach(
        tally -> lines.add("- `%s`: %s.".formatted(tally.fault().name(), tally.fault().what())));
    List<Tally> broken = tallies.stream().filter(tally -> !tally.breaches().isEmpty()).toList();
    if (!broken.isEmpty()) {
      lines.addAll(List.of("", "## What was not kept", ""));
      broken.forEach(
          tally ->
              lines.add(
                  "- `%s`: %s."
                      .formatted(tally.fault().name(), String.join("; ", tally.breaches()))));
    }
    lines.addAll(
        List.of(
            "",
            "## What is not here",
            "",
            "- Lost packets, and delay on a link: routing rules swallow all or nothing. What delay does is seen where",
            "  store or agent stutter.",
            "- Steps of the whole machine's clock: it belongs to everybody, so an agent gets one of its own.",
            "- Loss of power: killed processes leave what the system still has to write."));
    return lines;
  }

  private String rhythm() {
    return options.store() == StoreKind.ZOOKEEPER
        ? " with a tick of %d ms".formatted(options.tick())
        : "";
  }

  private String command() {
    List<String> words = new ArrayList<>(List.of("--faults", "" + options.repetitions()));
    options.only().stream().sorted().forEach(name -> words.addAll(List.of("--only", name)));
    words.addAll(List.of("--seed", "" + options.seed()));
    if (options.store() != FaultOptions.USUAL_STORE) {
      words.addAll(List.of("--dcs", options.store().option()));
    }
    if (options.ttl() != FaultOptions.USUAL_TTL) {
      words.addAll(List.of("--ttl", "" + options.ttl()));
    }
    if (options.hasOwnTick()) {
      words.addAll(List.of("--tick", "" + options.tick()));
    }
    words.addAll(List.of("--leash", options.leash()));
    return String.join(" ", words);
  }
}
