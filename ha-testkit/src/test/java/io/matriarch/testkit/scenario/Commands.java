package io.matriarch.testkit.scenario;

import io.matriarch.core.internal.chore.SelfPortrait;
import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.Lsn;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.store.DocumentKind;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The scenario language: all words and who understands them. */
final class Commands {
  private Commands() {}

  private static final Map<String, Command> ALL =
      Map.ofEntries(
          Map.entry("node", new NodeCommand()),
          Map.entry("report", new ReportCommand()),
          Map.entry("member", new MemberCommand()),
          Map.entry("leader", new LeaderCommand()),
          Map.entry("config", new DocumentCommand()),
          Map.entry("history", new DocumentCommand()),
          Map.entry("initialize", new DocumentCommand()),
          Map.entry("request", new RequestCommand()),
          Map.entry(
              "failsafe", (stage, words) -> stage.store.failsafe = Optional.of(words.from(1))),
          Map.entry("status", (stage, words) -> stage.store.status = status(words)),
          Map.entry("store", new BehaviourCommand()),
          Map.entry("lease", new BehaviourCommand()),
          Map.entry("probe", new BehaviourCommand()),
          Map.entry("watchdog", new WatchdogCommand()),
          Map.entry("peer", new PeerCommand()),
          Map.entry("vote", (stage, words) -> vote(stage, words)),
          Map.entry("ask", new AskCommand()),
          Map.entry("task", new TaskCommand()),
          Map.entry(
              "histories", (stage, words) -> stage.resource.comparison = comparison(words.get(1))),
          Map.entry("shutdown", (stage, words) -> stage.happens(new CommandEvent.Shutdown())),
          Map.entry(
              "failsafe-ping",
              (stage, words) ->
                  stage.happens(
                      new CommandEvent.FailsafePing(
                          1, words.name(1), words.after("ttl").map(Words::duration)))),
          Map.entry("watch", (stage, words) -> stage.narrator.watch(words.get(1))),
          Map.entry("show", (stage, words) -> stage.narrator.say(shown(stage, words))),
          Map.entry("start", (stage, words) -> stage.start()),
          Map.entry("advance", (stage, words) -> stage.advance(Words.duration(words.get(1)))));

  static void run(Stage stage, String line) {
    Words words = Words.of(line);
    Command command = ALL.get(words.command());
    if (command == null) {
      throw new IllegalArgumentException("'" + line + "': unknown command");
    }
    command.run(stage, words);
  }

  /** {@code show initialize}: what the store holds now; {@code show tags}: what others are told. */
  private static String shown(Stage stage, Words words) {
    if (words.get(1).equals("tags")) {
      return "tags " + SelfPortrait.tags(stage.state()).values();
    }
    return stage.store.shown(DocumentKind.valueOf(words.get(1).toUpperCase(Locale.ROOT)));
  }

  private static LeaderBeacon status(Words words) {
    return LeaderBeacon.EMPTY.withPosition(Lsn.parse(words.get(1)).bytes());
  }

  /** {@code vote c accepts}, {@code vote c refuses}, {@code vote c silent}. */
  private static void vote(Stage stage, Words words) {
    if (words.has("silent")) {
      stage.peers.votes.remove(words.name(1));
    } else {
      stage.peers.votes.put(words.name(1), words.has("accepts"));
    }
  }

  /** {@code silent}: the comparison is never answered. */
  private static Optional<Divergence> comparison(String word) {
    return word.equals("silent")
        ? Optional.empty()
        : Optional.of(Divergence.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')));
  }
}
