package io.matriarch.core.wire;

import io.matriarch.core.config.Json;
import io.matriarch.core.config.Values;
import io.matriarch.core.model.NodeName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The state of synchronous replication. */
public final class SyncCodec {
  private SyncCodec() {}

  /**
   * @param leader who owns the state
   * @param standbys who may take over, or votes
   * @param quorum how many votes a candidate needs; 0 in priority mode
   */
  public record Sync(String leader, List<String> standbys, long quorum) {
    /** Keeps a copy of the standbys. */
    public Sync {
      standbys = List.copyOf(standbys);
    }

    /**
     * {@return whether it is leader or standby; PostgreSQL compares these names without regard to
     * case}
     *
     * @param name a member
     */
    public boolean lists(NodeName name) {
      return leader.equalsIgnoreCase(name.value())
          || standbys.stream().anyMatch(name.value()::equalsIgnoreCase);
    }
  }

  /**
   * {@return the state; empty if nobody owns it, or it cannot be read}
   *
   * @param text value of the key
   */
  public static Optional<Sync> decode(String text) {
    return Json.object(text)
        .filter(fields -> !Fields.text(fields.get("leader")).isEmpty())
        .map(
            fields ->
                new Sync(
                    Fields.text(fields.get("leader")),
                    Arrays.stream(Fields.text(fields.get("sync_standby")).split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList(),
                    Values.integer(fields.get("quorum"), "").orElse(0)));
  }
}
