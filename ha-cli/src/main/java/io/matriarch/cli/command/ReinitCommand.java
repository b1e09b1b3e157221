package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.cluster.Cluster;
import io.matriarch.cli.rest.RestAnswer;
import io.matriarch.cli.rest.RestClient;
import io.matriarch.cli.rest.RestException;
import io.matriarch.core.config.Json;
import io.matriarch.core.model.MemberRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "reinit", description = "Replaces the data of replicas by a fresh copy.")
final class ReinitCommand implements Runnable {
  private static final String ACTION = "reinitialize";
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  private final Session session;

  @Parameters(index = "0", paramLabel = "CLUSTER")
  private String scope;

  @Parameters(index = "1..*", paramLabel = "MEMBER")
  private List<String> members = List.of();

  @Mixin private GroupOption group = new GroupOption();

  @Option(names = "--force", description = "Do not ask, and end what is in the way.")
  private boolean force;

  @Option(names = "--from-leader", description = "Copy from the leader itself.")
  private boolean fromLeader;

  @Option(names = "--wait", description = "Wait until the copies are complete.")
  private boolean wait;

  ReinitCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Cluster cluster = session.read(scope, group.named());
    MemberChoice choice = new MemberChoice(session, cluster, ACTION, force);
    List<MemberRecord> chosen = choice.chooseReplicas(members);
    choice.confirm(chosen, Optional.empty());
    MemberRequests requests = new MemberRequests(session, ACTION);
    List<MemberRecord> begun = new ArrayList<>();
    for (MemberRecord member : chosen) {
      Optional<RestAnswer> answer = request(requests, member, force);
      if (answer.filter(this::isInTheWay).isPresent()
          && session.questions().confirm("Do you want to cancel it and reinitialize anyway?")) {
        answer = request(requests, member, true);
      }
      answer.filter(RestAnswer::isPositive).ifPresent(yes -> begun.add(member));
    }
    if (wait && !begun.isEmpty()) {
      await(begun);
    }
    requests.finish();
  }

  private Optional<RestAnswer> request(
      MemberRequests requests, MemberRecord member, boolean forced) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("force", forced);
    body.put("from_leader", fromLeader);
    Optional<RestAnswer> answer =
        requests.send(member, "POST", ACTION, Optional.of(body), RestClient.SOON);
    answer.ifPresent(received -> requests.report(member, received));
    return answer;
  }

  private boolean isInTheWay(RestAnswer answer) {
    return !force && !answer.isPositive() && answer.body().endsWith(" already in progress");
  }

  private void await(List<MemberRecord> begun) {
    session.terminal().line("Waiting for reinitialize to complete on: " + names(begun));
    List<MemberRecord> left = new ArrayList<>(begun);
    while (!left.isEmpty()) {
      session.terminal().pause(LOOK_EVERY);
      left.removeIf(
          member -> {
            boolean done = isComplete(member);
            if (done) {
              session.terminal().line("Reinitialize is completed on: " + member.name());
            }
            return done;
          });
    }
  }

  private boolean isComplete(MemberRecord member) {
    try {
      String body = session.rest().get(member, "patroni").body();
      Object state = Json.object(body).orElse(Map.of()).get("state");
      return state != null && !state.equals("creating replica");
    } catch (RestException e) {
      throw new CtlException(e.getMessage());
    }
  }

  private static String names(List<MemberRecord> members) {
    return members.stream().map(member -> member.name().value()).collect(Collectors.joining(", "));
  }
}
