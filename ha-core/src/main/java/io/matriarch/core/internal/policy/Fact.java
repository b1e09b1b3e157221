package io.matriarch.core.internal.policy;

/**
 * Named truths about a node's situation. Numbers, times and positions are compared by the fact
 * finders and nowhere else. "Not X" never means the opposite was proved, only that X was not.
 */
public enum Fact {
  // The store's view.

  /** The last read of the store succeeded. */
  VIEW_KNOWN,
  /** The store was read at least once since this process began. */
  STORE_SEEN,
  /** The last read that succeeded, however long ago, showed the cluster's system identifier. */
  CLUSTER_SEEN,
  /** The view names a leader whose record has not expired. May lag behind the truth. */
  LEADER_KNOWN,
  /** That leader carries our name; not necessarily our lease. */
  LEADER_IS_ME,
  /** The leader key belongs to this process's own session, whatever we thought of it. */
  KEY_IS_OURS,
  /**
   * The leader record carries our name, and it may be one that this node left behind: its holder
   * ran here and is dead, or was the session that this process has lost.
   */
  KEY_ADOPTABLE,
  /** Another leader runs as primary and published where to stream from. */
  SOURCE_KNOWN,
  /** Realigning with that leader is safe: its first checkpoint is written. */
  SOURCE_CHECKPOINTED,
  /** The cluster has a system identifier. */
  INITIALIZED,
  /** Somebody is creating the cluster. */
  INITIALIZE_CLAIMED,
  /** Nobody has been seen creating it, or having data, for twice the ttl and for a minute. */
  INITIALIZE_STALE,
  /** The local data belongs to another cluster. */
  DATA_FOREIGN,
  /** Maintenance mode of something that has data. */
  PAUSED,
  /** A mode is switched on that this version respects and cannot carry out. */
  MODE_NOT_BUILT,
  /** A switchover or failover request, whose time has come, names another listed member. */
  REQUEST_FOR_ANOTHER,
  /** It names this node. */
  REQUEST_NAMES_ME,
  /** This leader is asked to step aside now. */
  MOVE_DUE,
  /** A leader without store asked this node to stand still; or may have asked, see below. */
  FAILSAFE_STANDSTILL,
  /**
   * An earlier process may have promised that, or the leader need not ask this node; nobody knows,
   * until all whom it must ask have answered.
   */
  PROMISE_FORGOTTEN,

  // The lease.

  /** We hold the lease and its validity has not passed. */
  LEASE_HELD,
  /** We held it and definitely do not any more. */
  LEASE_LOST,
  /** The node may become writable now, with time to spare. */
  PERMIT_VALID,
  /** The lease could not be renewed and its end is near. */
  STEP_DOWN_DUE,
  /** All members have agreed that this leader may go on without the store, with time to spare. */
  PERMIT_BY_FAILSAFE,
  /** Their agreement is to be asked for. */
  FAILSAFE_CHECK_DUE,
  /** We gave up leadership and leave it to others for a while. */
  CLAIM_BACKOFF,
  /** A claim is under way or its outcome is unknown. */
  CLAIM_OPEN,
  /** Giving leadership up is under way. */
  RELEASE_OPEN,

  // The resource.

  /** There is a report at all. */
  REPORT_KNOWN,
  /** The data cannot be used; the report says why. */
  DATA_INACCESSIBLE,
  /** There is no data. */
  DATA_EMPTY,
  /** A process is there. */
  ALIVE,
  /** It answers. */
  RUNNING,
  /** It may be writable: seen as primary, or a task past its point of no return makes it one. */
  PRIMARY,
  /** Stopped, and its data would start writable. */
  DATA_OF_PRIMARY,
  /** A replica is set to follow the present leader. */
  FOLLOWS_LEADER,
  /** That leader was away for a moment and is back, and the replica is seen not to stream yet. */
  SOURCE_RETURNED,
  /** It has not streamed from that leader for a while. */
  STALLED,
  /** Realigning is allowed and can work with this copy. */
  REALIGN_POSSIBLE,
  /** Its history was compared with the present leader's. */
  DIVERGENCE_KNOWN,
  /** It has, or may have, what the present leader never had. */
  DIVERGED,
  /** Its timeline is the cluster's last known one, or newer. */
  TIMELINE_CURRENT,
  /** Timelines are checked, and its own is known to be behind the cluster's. */
  TIMELINE_OUTDATED,
  /** A primary found without lease has had its time. */
  ADOPTION_OVER,

  // The task slot.

  TASK_RUNNING,
  TASK_MAKES_PRIMARY,
  TASK_IS_BOOTSTRAP,
  TASK_IS_STOP,
  /** It stops the resource so that another member may lead. */
  STOP_TO_HAND_OVER,
  /** It was told to end. */
  TASK_CANCELLED,
  /** It should have been over by now. */
  TASK_OVERDUE,
  /** It was told to end long ago and did not. */
  TASK_STUCK,
  /** It needs a member that is gone, and another one could serve. */
  TASK_OUTDATED,
  /** The last task failed for a cause that repeating cannot cure. */
  TASK_HOPELESS,
  /** Work on the copy began and did not succeed, as the resource says; only a rebuild can help. */
  REALIGN_FAILED,
  /** This node won the right to create the cluster. */
  INITIALIZATION_IS_OURS,
  /** Its claim has not been seen for so long that somebody else may have taken it over. */
  CREATION_DOUBTFUL,
  /** Its claim has not been seen of late; or whoever had it before may not have noticed yet. */
  CREATION_NOT_YET,
  /** It began to make the cluster and has not succeeded. */
  CREATION_UNFINISHED,
  /** This node tried to create the cluster and failed. */
  BOOTSTRAP_FAILED,
  /** This node may create a cluster. */
  MAY_BOOTSTRAP,
  /** Promotion failed repeatedly. */
  PROMOTE_FAILED,
  /** The promotion was forbidden here a moment ago. */
  PROMOTION_REFUSED,
  /**
   * A leader's resource has been down for longer than {@code primary_start_timeout}, or does not
   * even begin to start.
   */
  START_GIVEN_UP,
  /** The resource was stopped because somebody asked for something, and is to come back. */
  RETURN_PENDING,
  /** It was stopped so that another member may lead. */
  HANDING_OVER,
  /** The stopping resource's last position is final. */
  HANDOVER_READY,

  // The election.

  /** This node may become leader as far as it can judge alone. */
  ELIGIBLE,
  SURVEY_RUNNING,
  /** A survey ended a moment ago. */
  SURVEY_DONE,
  /** And the own position was taken after its answers. */
  SURVEY_FRESH,
  /** Nobody who answered is ahead or primary. */
  CANDIDACY_WON,
  /** Somebody who answered could take over as a request wants it. */
  MOVE_FEASIBLE,
  /** All have had their time to answer, and nobody could. */
  MOVE_IN_VAIN,
  /** The member that a request names answered and may lead. */
  CANDIDATE_FIT,
  /** There has been no leader for a whole ttl: whoever was named does not take the lead. */
  CANDIDATE_HESITATES,
  /** Another member that answered could take over. */
  FAILOVER_FEASIBLE,
  /** And it has everything the stopping resource had. */
  SUCCESSOR_HAS_ALL,

  // Elections without data.

  /** The resource has no data: all nodes are equally fit, and nothing goes on without a lease. */
  STATELESS,
  /** Maintenance mode of an election without data: nobody is elected. */
  ELECTION_PAUSED,
  /** The last leader began less than the wanted minimum ago, as far as this node saw it. */
  ELECTED_LATELY,
  /** The lease that is held belongs to a leadership that has ended here, or was given back. */
  TERM_SPENT,

  // The watchdog.

  /** It has not confirmed yet that it would end the resource in time. */
  WATCHDOG_PENDING,
  /** It is required for leading and cannot be used. */
  WATCHDOG_MISSING,
  /**
   * An earlier process was allowed to make this replica a primary, by what it told the watchdog,
   * and may have begun to: that cannot be seen until it is one.
   */
  PROMOTION_INHERITED,

  // Commands.

  SHUTDOWN_REQUESTED,
  /** Leadership is to be given up. */
  STEP_DOWN_ORDERED,
  /** A restart was asked for. */
  RESTART_ORDERED,
  /** A fresh copy was asked for. */
  REBUILD_ORDERED
}
