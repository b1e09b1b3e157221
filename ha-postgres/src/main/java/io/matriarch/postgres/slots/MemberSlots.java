package io.matriarch.postgres.slots;

import io.matriarch.core.model.Call;
import io.matriarch.core.resource.Follower;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.postgres.parameters.EffectiveSettings;
import io.matriarch.postgres.parameters.ServerRole;
import io.matriarch.postgres.tasks.Instance;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps one physical replication slot per follower, and on a primary those that the cluster always
 * wants. Only slots that it once kept are ever dropped, some time after nobody wants them any more,
 * and only while nobody uses them. On a replica nothing tells how far the users of the cluster's
 * permanent slots are, so it has none: they would keep WAL for ever.
 */
public final class MemberSlots {
  private static final String STATE =
      """
      SELECT pg_is_in_recovery()
           , COALESCE(pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0'), 0)::bigint
           , s.slot_name, s.active, pg_wal_lsn_diff(s.restart_lsn, '0/0')::bigint
           , s.xmin IS NOT NULL, COALESCE(s.wal_status = 'lost', false)
        FROM (SELECT 1) one
        LEFT JOIN pg_get_replication_slots() s ON s.slot_type = 'physical' AND NOT s.temporary
      """;

  private final Instance instance;
  private final MemberNames members;

  public MemberSlots(Instance instance) {
    this.instance = instance;
    this.members = new MemberNames(instance.data(), instance.ticker());
  }

  /** Slot names that are, or once were, a member's. Any thread. */
  public Set<String> names() {
    return members.all();
  }

  /** Does nothing if the cluster uses no slots. Repeating it is free. */
  public void keepFor(Set<Follower> followers, Call call) throws ResourceException {
    if (!instance.memory().settings().useSlots()) {
      return;
    }
    Map<String, OptionalLong> wanted = new TreeMap<>();
    followers.forEach(f -> wanted.merge(SlotNames.of(f.name()), f.position(), MemberSlots::lesser));
    EffectiveSettings settings = instance.memory().settings();
    if (instance.role() == ServerRole.PRIMARY) {
      settings.slots().permanent().forEach(name -> wanted.putIfAbsent(name, OptionalLong.empty()));
    }
    wanted.remove(SlotNames.of(instance.config().name()));
    try {
      members.want(wanted.keySet());
      Set<String> droppable = members.unwantedFor(settings.slotsTtl());
      droppable.removeIf(settings.slots()::ignores);
      List<String> failures =
          instance
              .admin()
              .call(
                  call.deadline(),
                  connection -> apply(connection, plan(connection), wanted, droppable));
      if (!failures.isEmpty()) {
        throw new ResourceException("replication slots: " + String.join("; ", failures));
      }
    } catch (SQLException | IOException e) {
      throw new ResourceException("replication slots: " + e.getMessage(), e);
    }
  }

  /** Two members may share a slot: it is kept for the one behind. */
  private static OptionalLong lesser(OptionalLong a, OptionalLong b) {
    return a.isEmpty() || b.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.min(a.getAsLong(), b.getAsLong()));
  }

  private static SlotPlan plan(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(STATE)) {
      boolean replica = false;
      long replayed = 0;
      List<PhysicalSlot> slots = new ArrayList<>();
      while (row.next()) {
        replica = row.getBoolean(1);
        replayed = row.getLong(2);
        if (row.getString(3) != null) {
          long from = row.getLong(5);
          OptionalLong keptFrom = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(from);
          slots.add(
              new PhysicalSlot(
                  row.getString(3),
                  row.getBoolean(4),
                  keptFrom,
                  row.getBoolean(6),
                  row.getBoolean(7)));
        }
      }
      return new SlotPlan(replica, replayed, slots);
    }
  }

  /** One slot's failure does not keep the others from being kept; the failures are returned. */
  private static List<String> apply(
      Connection connection, SlotPlan plan, Map<String, OptionalLong> wanted, Set<String> droppable)
      throws SQLException {
    List<String> failures = new ArrayList<>();
    for (SlotStep step : plan.steps(wanted, droppable)) {
      try (PreparedStatement statement = connection.prepareStatement(step.kind().sql())) {
        statement.setString(1, step.slot());
        if (step.position().isPresent()) {
          statement.setString(2, step.position().get().toString());
        }
        statement.execute();
      } catch (SQLException e) {
        if (connection.isClosed()) {
          throw e;
        }
        failures.add(step.slot() + ": " + e.getMessage());
      }
    }
    return failures;
  }
}
