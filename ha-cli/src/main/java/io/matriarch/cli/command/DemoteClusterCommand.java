package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.core.model.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "demote-cluster", description = "Makes a cluster the standby of another one.")
final class DemoteClusterCommand implements Runnable {
  private final Session session;

  @Mixin private ClusterOption cluster = new ClusterOption();

  @Option(names = "--host", paramLabel = "HOST", description = "Where the other primary is.")
  private Optional<String> host = Optional.empty();

  @Option(names = "--port", paramLabel = "PORT", description = "Its port.")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--restore-command",
      paramLabel = "COMMAND",
      description = "Fetches its WAL from an archive.")
  private Optional<String> restoreCommand = Optional.empty();

  @Option(names = "--primary-slot-name", paramLabel = "NAME", description = "Slot to use there.")
  private Optional<String> slot = Optional.empty();

  @Option(names = "--force", description = "Do not ask.")
  private boolean force;

  DemoteClusterCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Map<String, Object> section = new LinkedHashMap<>();
    host.ifPresent(value -> section.put("host", value));
    port.ifPresent(value -> section.put("port", value));
    restoreCommand.ifPresent(value -> section.put("restore_command", value));
    if (section.isEmpty()) {
      throw new CtlException("At least one of --host, --port and --restore-command must be given");
    }
    slot.ifPresent(value -> section.put("primary_slot_name", value));
    new StandbySwitch(session, "demote", Role.STANDBY_LEADER)
        .set(cluster.read(session), section, force);
  }
}
