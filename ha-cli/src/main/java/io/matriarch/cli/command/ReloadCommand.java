package io.matriarch.cli.command;

import io.matriarch.cli.cluster.Cluster;
import io.matriarch.cli.rest.RestAnswer;
import io.matriarch.cli.rest.RestClient;
import io.matriarch.core.model.MemberRecord;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "reload", description = "Has members read their configuration again.")
final class ReloadCommand implements Runnable {
  private static final String ACTION = "reload";

  private final Session session;

  @Parameters(index = "0", paramLabel = "CLUSTER")
  private String scope;

  @Parameters(index = "1..*", paramLabel = "MEMBER")
  private List<String> members = List.of();

  @Mixin private GroupOption group = new GroupOption();
  @Mixin private MemberOptions options = new MemberOptions();

  ReloadCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Cluster cluster = session.read(scope, group.named());
    MemberChoice choice = new MemberChoice(session, cluster, ACTION, options.force());
    List<MemberRecord> chosen = choice.choose(members, options.role());
    choice.confirm(chosen, Optional.empty());
    MemberRequests requests = new MemberRequests(session, ACTION);
    for (MemberRecord member : chosen) {
      requests
          .send(member, "POST", "reload", Optional.empty(), RestClient.SOON)
          .ifPresent(answer -> report(cluster, member, answer, requests));
    }
    requests.finish();
  }

  private void report(
      Cluster cluster, MemberRecord member, RestAnswer answer, MemberRequests requests) {
    switch (answer.status()) {
      case 200 -> session.terminal().line("No changes to apply on member " + member.name());
      case 202 ->
          session
              .terminal()
              .line(
                  "Reload request received for member %s and will be processed within %d seconds"
                      .formatted(member.name(), cluster.loopWait()));
      default -> requests.report(member, answer);
    }
  }
}
