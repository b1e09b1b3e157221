package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.cluster.MemberAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "dsn", description = "Prints where to connect to.")
final class DsnCommand implements Runnable {
  private final Session session;

  @Mixin private ClusterOption cluster = new ClusterOption();
  @Mixin private MemberPick pick = new MemberPick();

  DsnCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    MemberAddress address =
        pick.in(cluster.read(session))
            .flatMap(MemberAddress::of)
            .orElseThrow(() -> new CtlException("Can not find a suitable member"));
    session.terminal().line("host=%s port=%d".formatted(address.host(), address.port()));
  }
}
