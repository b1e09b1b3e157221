package io.matriarch.core.internal.policy;

import static io.matriarch.core.internal.policy.Clause.whenever;
import static io.matriarch.core.internal.policy.Fact.*;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the fact finders promise about facts together; each line says which finder, and why. The
 * checks of the rule table believe it, so the simulator and the scenarios hold the finders to it at
 * every decision.
 */
public final class FactConstraints {
  private FactConstraints() {}

  /** ViewFacts: everything that is read from the view needs a view. */
  private static final List<List<Clause>> VIEW =
      List.of(
          whenever(VIEW_KNOWN).then(STORE_SEEN),
          whenever(CLUSTER_SEEN).then(STORE_SEEN),
          whenever(CLUSTER_SEEN, VIEW_KNOWN).then(INITIALIZED),
          whenever(INITIALIZED).then(CLUSTER_SEEN),
          whenever(WATCHDOG_PENDING).neither(WATCHDOG_MISSING, PAUSED),
          whenever(LEADER_KNOWN).then(VIEW_KNOWN),
          whenever(INITIALIZED).then(VIEW_KNOWN),
          whenever(INITIALIZE_CLAIMED).then(VIEW_KNOWN),
          whenever(REQUEST_FOR_ANOTHER).then(VIEW_KNOWN),
          whenever(REQUEST_NAMES_ME).then(VIEW_KNOWN),
          whenever(REQUEST_NAMES_ME).neither(REQUEST_FOR_ANOTHER, MOVE_DUE),
          whenever(MOVE_DUE).then(VIEW_KNOWN),
          whenever(MOVE_DUE).neither(MODE_NOT_BUILT),
          whenever(CANDIDATE_HESITATES).then(VIEW_KNOWN),
          whenever(CANDIDATE_HESITATES).neither(LEADER_KNOWN),
          // An empty text is no identifier.
          whenever(INITIALIZED).neither(INITIALIZE_CLAIMED, INITIALIZATION_IS_OURS),
          // A claim that nobody uses is a claim, and nobody leads.
          whenever(INITIALIZE_STALE).then(INITIALIZE_CLAIMED),
          whenever(INITIALIZE_STALE).neither(LEADER_KNOWN),
          // Our own session writes only our own name.
          whenever(KEY_IS_OURS).then(LEADER_KNOWN, LEADER_IS_ME),
          whenever(KEY_ADOPTABLE).then(LEADER_KNOWN, LEADER_IS_ME),
          whenever(KEY_ADOPTABLE).neither(KEY_IS_OURS),
          // By the view or, where that lags, by the lease.
          whenever(LEADER_IS_ME).oneOf(LEADER_KNOWN, LEASE_HELD),
          // A source is another leader.
          whenever(SOURCE_KNOWN).then(LEADER_KNOWN),
          whenever(SOURCE_KNOWN).neither(KEY_IS_OURS, KEY_ADOPTABLE),
          whenever(SOURCE_KNOWN, LEADER_IS_ME).then(LEASE_HELD),
          whenever(SOURCE_CHECKPOINTED).then(LEADER_KNOWN),
          whenever(SOURCE_CHECKPOINTED, LEADER_IS_ME).then(LEASE_HELD),
          // Two identifiers to compare: the store's and the data's.
          whenever(DATA_FOREIGN).then(INITIALIZED, REPORT_KNOWN));

  /** PermitFacts: a lease is in one state at a time, and its times are ordered. */
  private static final List<List<Clause>> LEASE =
      List.of(
          whenever(LEASE_HELD).then(LEADER_IS_ME),
          whenever(LEASE_HELD).oneOf(PERMIT_VALID, STEP_DOWN_DUE, PERMIT_BY_FAILSAFE),
          whenever(PERMIT_VALID).then(LEASE_HELD),
          whenever(STEP_DOWN_DUE).neither(PERMIT_VALID, PERMIT_BY_FAILSAFE, LEASE_LOST),
          // The others' agreement is only asked for by what runs as primary, and not in pause.
          whenever(FAILSAFE_CHECK_DUE).then(PRIMARY, RUNNING),
          whenever(FAILSAFE_CHECK_DUE).neither(PAUSED),
          // While it holds, nobody else can have taken what was lost.
          whenever(PERMIT_BY_FAILSAFE).neither(LEASE_LOST),
          whenever(LEASE_HELD).neither(LEASE_LOST, CLAIM_BACKOFF, CLAIM_OPEN, RELEASE_OPEN),
          whenever(CLAIM_OPEN).neither(LEASE_LOST, CLAIM_BACKOFF, RELEASE_OPEN),
          whenever(RELEASE_OPEN).neither(LEASE_LOST, CLAIM_BACKOFF),
          // Who gave a lease up has not lost it.
          whenever(LEASE_LOST).neither(CLAIM_BACKOFF));

  /** ResourceFacts: there is one report, and a report says one thing. */
  private static final List<List<Clause>> RESOURCE =
      List.of(
          whenever(DATA_INACCESSIBLE).then(REPORT_KNOWN),
          whenever(DATA_EMPTY).then(REPORT_KNOWN),
          whenever(DATA_EMPTY).neither(DATA_INACCESSIBLE),
          whenever(ALIVE).then(REPORT_KNOWN),
          whenever(RUNNING).then(ALIVE),
          // What may write was seen before, or is being made by a task that a report led to.
          whenever(PRIMARY).then(REPORT_KNOWN),
          whenever(DATA_OF_PRIMARY).then(REPORT_KNOWN),
          whenever(DATA_OF_PRIMARY).neither(ALIVE),
          whenever(TIMELINE_CURRENT).then(REPORT_KNOWN),
          whenever(TIMELINE_OUTDATED).then(REPORT_KNOWN),
          whenever(TIMELINE_OUTDATED).neither(TIMELINE_CURRENT),
          whenever(REALIGN_POSSIBLE).then(REPORT_KNOWN),
          whenever(FOLLOWS_LEADER).then(SOURCE_KNOWN, REPORT_KNOWN),
          whenever(STALLED).then(FOLLOWS_LEADER, ALIVE),
          whenever(SOURCE_RETURNED).then(FOLLOWS_LEADER, RUNNING),
          whenever(DIVERGED).then(DIVERGENCE_KNOWN),
          // A verdict is about the other node that leads now.
          whenever(DIVERGENCE_KNOWN).then(LEADER_KNOWN, REPORT_KNOWN),
          whenever(DIVERGENCE_KNOWN, LEADER_IS_ME).then(LEASE_HELD));

  /** TaskFacts: facts about the task need one, and a task is of one kind. */
  private static final List<List<Clause>> TASKS =
      List.of(
          whenever(TASK_RUNNING).then(REPORT_KNOWN),
          whenever(TASK_MAKES_PRIMARY).then(TASK_RUNNING),
          whenever(TASK_IS_BOOTSTRAP).then(TASK_MAKES_PRIMARY),
          whenever(TASK_IS_STOP).then(TASK_RUNNING),
          whenever(TASK_IS_STOP).neither(TASK_MAKES_PRIMARY),
          whenever(STOP_TO_HAND_OVER).then(TASK_IS_STOP),
          whenever(HANDING_OVER).then(RETURN_PENDING, REPORT_KNOWN),
          whenever(TASK_CANCELLED).then(TASK_RUNNING),
          whenever(TASK_OVERDUE).then(TASK_RUNNING),
          whenever(TASK_STUCK).then(TASK_CANCELLED),
          whenever(TASK_OUTDATED).then(TASK_RUNNING, SOURCE_KNOWN),
          whenever(TASK_OUTDATED).neither(TASK_IS_STOP, TASK_IS_BOOTSTRAP),
          whenever(HANDOVER_READY).then(TASK_IS_STOP),
          // After its shutdown checkpoint nothing is written any more.
          whenever(HANDOVER_READY).neither(PRIMARY),
          // A right that may be another's by now is not certain.
          whenever(CREATION_DOUBTFUL).then(CREATION_NOT_YET),
          whenever(CREATION_NOT_YET).then(INITIALIZATION_IS_OURS),
          whenever(CREATION_UNFINISHED).then(INITIALIZATION_IS_OURS),
          // Failures of one kind are remembered.
          whenever(PROMOTE_FAILED).neither(BOOTSTRAP_FAILED),
          // Counted only while the lease is held and the resource is down.
          whenever(START_GIVEN_UP).then(LEASE_HELD, REPORT_KNOWN),
          whenever(START_GIVEN_UP).neither(RUNNING));

  /** ElectionFacts: answers first, the own position then, the comparison last. */
  private static final List<List<Clause>> ELECTION =
      List.of(
          whenever(SURVEY_RUNNING).neither(SURVEY_DONE),
          whenever(SURVEY_FRESH).then(SURVEY_DONE),
          whenever(CANDIDACY_WON).then(SURVEY_FRESH),
          whenever(FAILOVER_FEASIBLE).then(SURVEY_DONE),
          // Without data nobody has to be asked: whoever is listed could lead.
          whenever(MOVE_FEASIBLE).oneOf(SURVEY_DONE, STATELESS),
          whenever(MOVE_FEASIBLE).neither(MOVE_IN_VAIN),
          whenever(MOVE_IN_VAIN).then(MOVE_DUE),
          whenever(CANDIDATE_FIT).then(REQUEST_FOR_ANOTHER),
          whenever(CANDIDATE_FIT).oneOf(SURVEY_DONE, STATELESS),
          whenever(SUCCESSOR_HAS_ALL).then(SURVEY_DONE),
          // There must be an end to be reached.
          whenever(SUCCESSOR_HAS_ALL).oneOf(HANDOVER_READY, HANDING_OVER),
          whenever(ELIGIBLE).then(REPORT_KNOWN),
          whenever(ELIGIBLE).neither(MODE_NOT_BUILT, REALIGN_FAILED));

  /** StatelessFacts, and what others promise where there is no data. */
  private static final List<List<Clause>> STATELESS_ELECTIONS =
      List.of(
          whenever(ELECTION_PAUSED).then(STATELESS),
          whenever(ELECTED_LATELY).then(STATELESS),
          whenever(STEP_DOWN_ORDERED).then(STATELESS),
          whenever(TERM_SPENT).then(STATELESS, LEASE_HELD),
          whenever(TERM_SPENT).neither(PRIMARY),
          // Of all modes only pause concerns it, and that has a fact of its own.
          whenever(STATELESS).neither(PAUSED, MODE_NOT_BUILT, PERMIT_BY_FAILSAFE),
          whenever(STATELESS).neither(FAILSAFE_CHECK_DUE, FAILSAFE_STANDSTILL, PROMISE_FORGOTTEN),
          // Nobody is followed, and nobody needs to have anything.
          whenever(STATELESS).neither(SOURCE_KNOWN, HANDING_OVER));

  public static final List<Clause> ALL =
      Stream.of(VIEW, LEASE, RESOURCE, TASKS, ELECTION, STATELESS_ELECTIONS)
          .flatMap(List::stream)
          .flatMap(List::stream)
          .toList();

  /** The first promise that this set of facts breaks; empty if it can occur. */
  public static Optional<Clause> broken(FactSet facts) {
    for (Clause clause : ALL) {
      if (!clause.holdsIn(facts)) {
        return Optional.of(clause);
      }
    }
    return Optional.empty();
  }
}
