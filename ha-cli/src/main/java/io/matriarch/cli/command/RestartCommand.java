package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.cluster.Cluster;
import io.matriarch.cli.rest.RestAnswer;
import io.matriarch.cli.rest.RestClient;
import io.matriarch.core.config.Values;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.wire.Timestamps;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "restart", description = "Restarts PostgreSQL on members, now or later.")
final class RestartCommand implements Runnable {
  private static final String ACTION = "restart";

  /** A member answers when its server runs again, which a recovery may delay. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final Session session;

  @Parameters(index = "0", paramLabel = "CLUSTER")
  private String scope;

  @Parameters(index = "1..*", paramLabel = "MEMBER")
  private List<String> members = List.of();

  @Mixin private GroupOption group = new GroupOption();
  @Mixin private MemberOptions options = new MemberOptions();

  @Option(names = "--any", description = "One of the members, whichever.")
  private boolean any;

  @Option(names = "--scheduled", paramLabel = "TIME", description = "When; now by default.")
  private Optional<String> scheduled = Optional.empty();

  @Option(
      names = "--pg-version",
      paramLabel = "VERSION",
      description = "Only if PostgreSQL is older than this.")
  private Optional<String> version = Optional.empty();

  @Option(names = "--pending", description = "Only if a changed parameter waits for it.")
  private boolean pending;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long it may take before another member may take over.")
  private Optional<String> timeout = Optional.empty();

  RestartCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Cluster cluster = session.read(scope, group.named());
    MemberChoice choice = new MemberChoice(session, cluster, ACTION, options.force());
    List<MemberRecord> chosen = choice.choose(members, options.role());
    Optional<OffsetDateTime> at = Moments.parse(when(), session.clock());
    choice.confirm(chosen, at);
    if (any) {
      chosen = List.of(chosen.get(ThreadLocalRandom.current().nextInt(chosen.size())));
    }
    Map<String, Object> body = body(cluster, at);
    MemberRequests requests = new MemberRequests(session, ACTION);
    for (MemberRecord member : chosen) {
      if (pending && at.isEmpty() && !member.pendingRestart()) {
        continue;
      }
      if (at.isPresent() && options.force() && member.scheduledRestart().isPresent()) {
        requests.send(member, "DELETE", ACTION, Optional.empty(), RestClient.SOON);
      }
      requests
          .send(member, "POST", ACTION, Optional.of(body), PATIENCE)
          .ifPresent(answer -> report(member, answer));
    }
    requests.finish();
  }

  private String when() {
    return scheduled.orElseGet(
        () ->
            options.force()
                ? "now"
                : session
                    .questions()
                    .ask(
                        "When should the restart take place (e.g. %s) "
                            .formatted(Moments.inAnHour(session.clock())),
                        "now"));
  }

  private Map<String, Object> body(Cluster cluster, Optional<OffsetDateTime> at) {
    Map<String, Object> body = new LinkedHashMap<>();
    if (pending) {
      body.put("restart_pending", true);
    }
    String older =
        version.orElseGet(
            () ->
                options.force()
                    ? ""
                    : session
                        .questions()
                        .ask(
                            "Restart if the PostgreSQL version is less than provided (e.g. 9.5.2) ",
                            ""));
    if (!older.isEmpty()) {
      body.put("postgres_version", checked(older));
    }
    at.ifPresent(
        time -> {
          if (cluster.isPaused()) {
            throw new CtlException("Can't schedule restart in the paused state");
          }
          body.put("schedule", Timestamps.text(time));
        });
    timeout.ifPresent(text -> body.put("timeout", seconds(text)));
    return body;
  }

  private static String checked(String text) {
    if (!text.matches("\\d{2,}\\.\\d+|\\d+\\.\\d+\\.\\d+")) {
      throw new CtlException(
          "--pg-version: '" + text + "' is no version of PostgreSQL; write for example 15.4");
    }
    return text;
  }

  private static long seconds(String text) {
    long seconds = Values.integer(text, "s").orElse(0);
    if (seconds <= 0) {
      throw new CtlException("--timeout: '" + text + "' is no time; write a number of seconds");
    }
    return seconds;
  }

  private void report(MemberRecord member, RestAnswer answer) {
    String line =
        switch (answer.status()) {
          case 200 -> "Success: restart on member " + member.name();
          case 202 -> "Success: restart scheduled on member " + member.name();
          case 409 -> "Failed: another restart is already scheduled on member " + member.name();
          default ->
              "Failed: restart for member %s, status code=%d, (%s)"
                  .formatted(member.name(), answer.status(), answer.body());
        };
    session.terminal().line(line);
  }
}
