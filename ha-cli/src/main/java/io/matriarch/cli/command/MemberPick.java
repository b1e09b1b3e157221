package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.cluster.Cluster;
import io.matriarch.cli.cluster.RoleFilter;
import io.matriarch.core.model.MemberRecord;
import java.util.Optional;
import picocli.CommandLine.Option;

/** One member, by role or by name. */
final class MemberPick {

  @Option(
      names = {"-r", "--role"},
      paramLabel = "ROLE",
      converter = RoleConverter.class,
      description = "leader, primary, standby-leader, replica, standby or any.")
  private Optional<RoleFilter> role = Optional.empty();

  @Option(
      names = {"-m", "--member"},
      paramLabel = "MEMBER",
      description = "By name.")
  private Optional<String> member = Optional.empty();

  Optional<RoleFilter> role() {
    return role;
  }

  Optional<String> member() {
    return member;
  }

  /** The first that fits; without any wish the leader. */
  Optional<MemberRecord> in(Cluster cluster) {
    if (role.isPresent() && member.isPresent()) {
      throw new CtlException("--role and --member are mutually exclusive options");
    }
    return member.isPresent()
        ? cluster.member(member.get())
        : role.orElse(RoleFilter.LEADER).among(cluster).stream().findFirst();
  }
}
