package io.matriarch.postgres.sql;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the server says about itself.
 *
 * @param inRecovery it is a replica
 * @param version e.g. 150018
 * @param startedAt when the postmaster started, for status pages
 * @param loadedAt when it last read its configuration files
 * @param systemId identity of the cluster
 * @param timeline a primary's timeline; 0 on a replica
 * @param flushed a primary's position; 0 on a replica
 * @param replayed a replica's position in replay
 * @param received the further of what a replica flushed and what it wrote
 * @param receivedTimeline timeline that is being received; 0 if nothing is
 * @param checkpointTimeline timeline of the latest checkpoint
 * @param replayedAt commit time of the last replayed transaction
 * @param replayPaused replay stands still by request
 * @param receiverState the stream's state, empty if there is none
 * @param latestEnd the source's last reported position; 0 if unknown
 * @param primaryConnInfo whom it is set to follow
 * @param restoreCommand how it asks the archive
 * @param hintsLogged {@code pg_rewind} can work with this server's data
 * @param slots positions of physical replication slots by name
 * @param replication those that stream from here
 */
public record ServerStatus(
    boolean inRecovery,
    int version,
    String startedAt,
    String loadedAt,
    String systemId,
    long timeline,
    long flushed,
    long replayed,
    long received,
    long receivedTimeline,
    long checkpointTimeline,
    Optional<String> replayedAt,
    boolean replayPaused,
    String receiverState,
    long latestEnd,
    String primaryConnInfo,
    String restoreCommand,
    boolean hintsLogged,
    SortedMap<String, Long> slots,
    List<Map<String, Object>> replication) {

  public boolean streaming() {
    return receiverState.equals("streaming");
  }
}
