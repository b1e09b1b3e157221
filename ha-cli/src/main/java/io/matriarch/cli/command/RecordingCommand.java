package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.rest.RestAnswer;
import io.matriarch.cli.rest.RestException;
import io.matriarch.core.model.MemberRecord;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "recording",
    description = "Prints what a member took up and decided lately; ./verify --replay reads it.")
final class RecordingCommand implements Runnable {
  /** Some megabytes are written first. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Session session;

  @Mixin private ClusterOption cluster = new ClusterOption();
  @Mixin private MemberPick pick = new MemberPick();

  RecordingCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    MemberRecord member =
        pick.in(cluster.read(session))
            .orElseThrow(() -> new CtlException("Can not find a suitable member"));
    session.terminal().line(recording(member));
  }

  private String recording(MemberRecord member) {
    try {
      RestAnswer answer =
          session.rest().send(member, "GET", "ha/recording", Optional.empty(), PATIENCE);
      if (answer.status() != 200) {
        throw new CtlException(
            member.name() + " tells no recording: " + answer.status() + ", " + answer.body());
      }
      return answer.body();
    } catch (RestException silent) {
      throw new CtlException(silent.getMessage());
    }
  }
}
