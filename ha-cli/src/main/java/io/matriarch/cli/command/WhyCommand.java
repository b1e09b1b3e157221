package io.matriarch.cli.command;

import io.matriarch.agent.rest.SpacedJson;
import io.matriarch.cli.CtlException;
import io.matriarch.cli.cluster.Cluster;
import io.matriarch.cli.format.Format;
import io.matriarch.cli.format.YamlText;
import io.matriarch.cli.why.AccountReader;
import io.matriarch.cli.why.AccountText;
import io.matriarch.cli.why.FailoverStory;
import io.matriarch.cli.why.NodeAccount;
import io.matriarch.core.model.MemberRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "why", description = "Has nodes explain what they do, and did.")
final class WhyCommand implements Runnable {
  private final Session session;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "CLUSTER",
      description = "By default the configured one.")
  private Optional<String> scope = Optional.empty();

  @Parameters(index = "1..*", paramLabel = "MEMBER", description = "By default all.")
  private List<String> members = List.of();

  @Mixin private GroupOption group = new GroupOption();

  @Option(
      names = "--failover",
      description = "The last change of leader, step by step, from all nodes.")
  private boolean failover;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      description = "Lines of each journal; by default 10.")
  private int lines = 10;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "pretty, json or yaml; by default pretty.")
  private Format format = Format.PRETTY;

  WhyCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Cluster cluster = session.read(session.scope(scope), group.orConfigured(session));
    AccountReader reader = new AccountReader(session.rest());
    List<NodeAccount> accounts = chosen(cluster).stream().map(reader::read).toList();
    String text =
        switch (format) {
          case JSON -> SpacedJson.text(document(cluster, accounts));
          case YAML, YML -> YamlText.block(document(cluster, accounts));
          case PRETTY, TOPOLOGY, TSV ->
              failover
                  ? FailoverStory.render(accounts)
                  : accounts.stream()
                      .map(account -> AccountText.render(account, Math.max(0, lines)))
                      .collect(Collectors.joining("\n\n"));
        };
    session.terminal().line(text);
  }

  private List<MemberRecord> chosen(Cluster cluster) {
    List<MemberRecord> chosen =
        cluster.leaderFirst().stream()
            .filter(member -> members.isEmpty() || members.contains(member.name().value()))
            .toList();
    if (chosen.isEmpty()) {
      throw new CtlException("Can not find a suitable member");
    }
    return chosen;
  }

  private static Map<String, Object> document(Cluster cluster, List<NodeAccount> accounts) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("cluster", cluster.name());
    document.put("nodes", accounts.stream().map(NodeAccount::document).toList());
    return document;
  }
}
