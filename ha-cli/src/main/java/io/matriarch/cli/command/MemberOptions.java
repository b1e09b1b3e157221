package io.matriarch.cli.command;

import io.matriarch.cli.cluster.RoleFilter;
import picocli.CommandLine.Option;

/** Options of commands that are carried out by several members. */
final class MemberOptions {

  @Option(
      names = {"-r", "--role"},
      paramLabel = "ROLE",
      converter = RoleConverter.class,
      description = "Only members with this role: leader, primary, standby-leader, replica, any.")
  private RoleFilter role = RoleFilter.ANY;

  @Option(names = "--force", description = "Do not ask.")
  private boolean force;

  RoleFilter role() {
    return role;
  }

  boolean force() {
    return force;
  }
}
