package io.matriarch.testkit.sim.postgres;

import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.ResourceReport.HistoryEntry;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What an agent finds when it looks at a server. */
public final class Reporter {
  private Reporter() {}

  /**
   * @param known the process was seen before: whoever has never seen it cannot find it while its
   *     folder is away
   */
  public static ResourceReport report(SimPostgres server, boolean known) {
    if (!server.accessible()) {
      return server.alive() && known ? unseen() : inaccessible();
    }
    DataFolder data = server.data();
    boolean replica = data.standby();
    Optional<Wal> wal = data.wal();
    OptionalLong end =
        replica && wal.isPresent() ? OptionalLong.of(wal.get().end()) : OptionalLong.empty();
    return new ResourceReport(
        wal.isPresent() ? DataState.PRESENT : DataState.EMPTY,
        Optional.empty(),
        wal.map(any -> data.systemId()),
        server.silent() && server.alive() ? RunPhase.UNRESPONSIVE : phase(server.phase()),
        wal.isEmpty() ? Role.UNINITIALIZED : replica ? Role.REPLICA : Role.PRIMARY,
        wal.map(Wal::position),
        end,
        end,
        !server.alive() && data.clean(),
        server.receiver().source().map(ReplicationSource::address),
        server.streaming(),
        server.streaming() ? Optional.of("streaming") : Optional.empty(),
        server.checkpointPending(),
        server.rewinds() && !data.broken(),
        data.broken(),
        new TreeMap<>(),
        replica ? List.of() : wal.map(Reporter::history).orElse(List.of()),
        new TreeMap<>(),
        OptionalInt.empty(),
        Optional.empty(),
        Map.of());
  }

  /** It goes on, and what it is now cannot be told: the worst is said. */
  private static ResourceReport unseen() {
    return bare(DataState.PRESENT, RunPhase.UNRESPONSIVE, Role.PRIMARY);
  }

  private static ResourceReport inaccessible() {
    return bare(DataState.INACCESSIBLE, RunPhase.STOPPED, Role.UNINITIALIZED);
  }

  private static ResourceReport bare(DataState state, RunPhase phase, Role role) {
    return new ResourceReport(
        state,
        Optional.of("the volume is gone"),
        Optional.empty(),
        phase,
        role,
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        false,
        Optional.empty(),
        false,
        Optional.empty(),
        false,
        false,
        false,
        new TreeMap<>(),
        List.of(),
        new TreeMap<>(),
        OptionalInt.empty(),
        Optional.empty(),
        Map.of());
  }

  private static RunPhase phase(ServerPhase phase) {
    return switch (phase) {
      case STOPPED -> RunPhase.STOPPED;
      case STARTING -> RunPhase.STARTING;
      case RUNNING -> RunPhase.RUNNING;
      case STOPPING, DYING -> RunPhase.UNRESPONSIVE;
    };
  }

  private static List<HistoryEntry> history(Wal wal) {
    List<HistoryEntry> entries = new ArrayList<>();
    for (Branch b = wal.branch(); b.parent().isPresent(); b = b.parent().get()) {
      entries.add(
          0,
          new HistoryEntry(
              b.parent().get().timeline(),
              b.forkedAt(),
              "no recovery target specified",
              "2020-01-01T00:00:00+00:00"));
    }
    return entries;
  }

  /** How the server's log stands to that of a source which was reached; only a primary can tell. */
  public static Divergence compare(SimPostgres server, SimPostgres source) {
    Optional<Wal> own = server.wal();
    Optional<Wal> other = source.wal();
    DataFolder data = server.data();
    boolean comparable =
        own.isPresent()
            && other.isPresent()
            && !source.data().standby()
            && data.systemId().equals(source.data().systemId());
    if (!comparable) {
      return Divergence.UNKNOWN;
    }
    boolean crashedPrimary = !server.alive() && !data.standby() && !data.clean();
    boolean older = own.get().branch().timeline() < other.get().branch().timeline();
    boolean inLine =
        !data.broken() && own.get().isPrefixOf(other.get()) && !(crashedPrimary && older);
    return inLine ? Divergence.IN_LINE : Divergence.DIVERGED;
  }
}
