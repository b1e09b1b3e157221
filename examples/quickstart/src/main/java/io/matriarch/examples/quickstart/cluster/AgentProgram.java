package io.matriarch.examples.quickstart.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What runs a node from its configuration file: ours, or another program that reads such files.
 *
 * @param command its command line, without the file
 */
public record AgentProgram(List<String> command) {

  public AgentProgram {
    command = List.copyOf(command);
  }

  /** Our own. */
  public static AgentProgram launcher() {
    return new AgentProgram(List.of(Launcher.find().toString()));
  }

  List<String> with(Path configuration) {
    List<String> line = new ArrayList<>(command);
    line.add(configuration.toString());
    return line;
  }
}
