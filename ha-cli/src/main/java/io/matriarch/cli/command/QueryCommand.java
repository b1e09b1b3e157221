package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.cluster.Cluster;
import io.matriarch.cli.cluster.RoleFilter;
import io.matriarch.cli.format.Format;
import io.matriarch.cli.format.Table;
import io.matriarch.cli.format.TableText;
import io.matriarch.core.model.MemberRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "query", description = "Runs SQL on a member.")
final class QueryCommand implements Runnable {
  private final Session session;

  @Mixin private ClusterOption clusterOption = new ClusterOption();
  @Mixin private MemberPick pick = new MemberPick();

  @Option(
      names = {"-c", "--command"},
      paramLabel = "SQL",
      description = "What to run.")
  private Optional<String> command = Optional.empty();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Where what to run stands.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}; by default tsv.")
  private Format format = Format.TSV;

  @Option(names = "--delimiter", paramLabel = "TEXT", description = "Between columns of tsv.")
  private String delimiter = "\t";

  @Option(
      names = {"-U", "--username"},
      paramLabel = "NAME",
      description = "The database user.")
  private Optional<String> username = Optional.empty();

  @Option(names = "--password", description = "Ask for the password.")
  private boolean password;

  @Option(
      names = {"-d", "--dbname"},
      paramLabel = "NAME",
      description = "The database.")
  private Optional<String> database = Optional.empty();

  @Mixin private WatchOptions watch = new WatchOptions();

  QueryCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    String sql = sql();
    DatabaseLogin login =
        DatabaseLogin.of(
            session.environment(),
            username,
            password ? Optional.of(session.questions().secret("Password")) : Optional.empty(),
            database);
    watch.repeat(session.terminal(), () -> once(sql, login));
  }

  private void once(String sql, DatabaseLogin login) {
    Cluster cluster = clusterOption.read(session);
    Optional<MemberRecord> member = pick.in(cluster);
    Table result =
        member
            .map(found -> new MemberQuery(login, session.clock()).run(found, wanted(), sql))
            .orElseGet(() -> MemberQuery.message(session.clock(), nobody()));
    session.terminal().line(TableText.render(result, format, "", delimiter));
  }

  private Optional<RoleFilter> wanted() {
    return pick.member().isPresent()
        ? Optional.empty()
        : Optional.of(pick.role().orElse(RoleFilter.LEADER));
  }

  private String nobody() {
    return pick.member()
        .map(name -> "No connection to member " + name + " is available")
        .orElseGet(() -> "No connection to role " + wanted().orElseThrow() + " is available");
  }

  private String sql() {
    if (command.isPresent() && file.isPresent()) {
      throw new CtlException("--file and --command are mutually exclusive options");
    }
    if (command.isPresent()) {
      return command.get();
    }
    Path path =
        file.orElseThrow(() -> new CtlException("You need to specify either --command or --file"));
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new CtlException(path + ": does not exist or cannot be read; name a file with SQL");
    }
  }
}
