package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.cluster.Cluster;
import io.matriarch.cli.rest.RestAnswer;
import io.matriarch.cli.rest.RestClient;
import io.matriarch.cli.rest.RestException;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.wire.FailoverCodec;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "flush", description = "Forgets what was scheduled.")
final class FlushCommand implements Runnable {
  private final Session session;

  @Parameters(index = "0", paramLabel = "CLUSTER")
  private String scope;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "[MEMBER...] {restart|switchover}",
      hideParamSyntax = true)
  private List<String> membersAndTarget = List.of();

  @Mixin private GroupOption group = new GroupOption();
  @Mixin private MemberOptions options = new MemberOptions();
  @Spec private CommandSpec spec;

  FlushCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    int last = membersAndTarget.size() - 1;
    List<String> members = membersAndTarget.subList(0, last);
    Cluster cluster;
    switch (membersAndTarget.get(last)) {
      case "restart" -> {
        cluster = session.read(scope, group.named());
        restarts(cluster, members);
      }
      case "switchover" -> {
        cluster = session.read(scope, group.named());
        move(cluster);
      }
      default ->
          throw new ParameterException(
              spec.commandLine(),
              "'" + membersAndTarget.get(last) + "' is not one of restart, switchover");
    }
  }

  private void restarts(Cluster cluster, List<String> members) {
    List<MemberRecord> chosen =
        new MemberChoice(session, cluster, "flush", options.force())
            .choose(members, options.role());
    MemberRequests requests = new MemberRequests(session, "flush scheduled restart");
    for (MemberRecord member : chosen) {
      if (member.scheduledRestart().isPresent()) {
        requests
            .send(member, "DELETE", "restart", Optional.empty(), RestClient.SOON)
            .ifPresent(answer -> requests.report(member, answer));
      } else {
        session.terminal().line("No scheduled restart for member " + member.name());
      }
    }
    requests.finish();
  }

  private void move(Cluster cluster) {
    if (cluster.scheduledMove().isEmpty()) {
      session.terminal().line("No pending scheduled switchover");
      return;
    }
    for (MemberRecord member : cluster.leaderFirst()) {
      try {
        RestAnswer answer =
            session.rest().send(member, "DELETE", "switchover", Optional.empty(), RestClient.SOON);
        if (answer.status() == 200 || answer.status() == 404) {
          session.terminal().line("Success: " + answer.body());
          return;
        }
        session
            .terminal()
            .error(
                "Failed: member %s, status code=%d, (%s)"
                    .formatted(member.name(), answer.status(), answer.body()));
      } catch (RestException silent) {
        session.terminal().error("Failed: " + silent.getMessage());
      }
    }
    inStore(cluster);
  }

  /** Nobody is left to do it for us. */
  private void inStore(Cluster cluster) {
    session.terminal().error("No member could be asked, falling back to the store");
    Expected asSeen = new Expected.Version(cluster.view().failover().orElseThrow().version());
    StoreDocument nothing = new StoreDocument.Failover(FailoverCodec.encode(Optional.empty()));
    if (!session.clusters().write(cluster, nothing, asSeen)) {
      throw new CtlException("the request changed meanwhile; look at it and try again");
    }
    session.terminal().line("Success: scheduled switchover deleted");
  }
}
