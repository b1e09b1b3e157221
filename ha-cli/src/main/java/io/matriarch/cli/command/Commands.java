package io.matriarch.cli.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All commands by name. */
final class Commands {
  private static final Map<String, Function<Session, Object>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("list", ListCommand::new);
    ALL.put("topology", TopologyCommand::new);
    ALL.put("dsn", DsnCommand::new);
    ALL.put("query", QueryCommand::new);
    ALL.put("remove", RemoveCommand::new);
    ALL.put("reload", ReloadCommand::new);
    ALL.put("restart", RestartCommand::new);
    ALL.put("reinit", ReinitCommand::new);
    ALL.put("failover", FailoverCommand::new);
    ALL.put("switchover", SwitchoverCommand::new);
    ALL.put("pause", PauseCommand::new);
    ALL.put("resume", ResumeCommand::new);
    ALL.put("edit-config", EditConfigCommand::new);
    ALL.put("show-config", ShowConfigCommand::new);
    ALL.put("flush", FlushCommand::new);
    ALL.put("version", VersionCommand::new);
    ALL.put("history", HistoryCommand::new);
    ALL.put("why", WhyCommand::new);
    ALL.put("recording", RecordingCommand::new);
    ALL.put("demote-cluster", DemoteClusterCommand::new);
    ALL.put("promote-cluster", PromoteClusterCommand::new);
  }

  private Commands() {}

  /**
   * The commands that these arguments may mean; all if they name none. Each that is not made saves
   * milliseconds of every start.
   */
  static List<Object> named(String[] arguments, Session session) {
    List<String> names = new ArrayList<>(ALL.keySet());
    if (Arrays.stream(arguments).anyMatch(ALL::containsKey)) {
      names.retainAll(Arrays.asList(arguments));
    }
    return names.stream().map(name -> ALL.get(name).apply(session)).toList();
  }
}
