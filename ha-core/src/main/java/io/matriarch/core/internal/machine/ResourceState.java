package io.matriarch.core.internal.machine;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.Term;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.DataState;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What this node knows of its resource.
 *
 * @param report last report
 * @param askedAt when the look behind it began
 * @param endedAt when the last look ended, well or not
 * @param dirtySince something may have changed at this instant, and no look begun later has ended
 * @param observing the look under way
 * @param comparing the comparison of histories under way
 * @param verdict outcome of the last comparison
 * @param retaining the chore for followers under way
 * @param retainAt when that chore is due again
 * @param configuring the configuration being applied
 * @param configured the configuration that it has; empty if unknown, or to be applied in any case
 * @param configureAt not to be tried again before this instant
 * @param mayWrite it was seen as primary, or a task that makes it one ended, and no look begun
 *     later has shown it otherwise
 * @param barrier a task ended at this instant and no look begun later has ended: what was seen
 *     before it is known to be outdated
 */
public record ResourceState(
    Optional<ResourceReport> report,
    MonoTime askedAt,
    MonoTime endedAt,
    Optional<MonoTime> dirtySince,
    Optional<InFlight> observing,
    Optional<Comparison> comparing,
    Optional<Verdict> verdict,
    Optional<InFlight> retaining,
    MonoTime retainAt,
    Optional<InFlight> configuring,
    Optional<String> configured,
    MonoTime configureAt,
    boolean mayWrite,
    Optional<MonoTime> barrier) {

  private static final Duration CONFIGURE_AGAIN = Duration.ofSeconds(5);

  /** A comparison with one leader's history. */
  public record Comparison(InFlight request, NodeName leader, Term term) {}

  /**
   * @param at when it was found
   */
  public record Verdict(Divergence divergence, NodeName leader, Term term, MonoTime at) {}

  public static ResourceState unknown(MonoTime now) {
    return new ResourceState(
        Optional.empty(),
        MonoTime.MIN,
        MonoTime.MIN,
        Optional.of(now),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        MonoTime.MIN,
        Optional.empty(),
        Optional.empty(),
        MonoTime.MIN,
        false,
        Optional.empty());
  }

  ResourceState dirty(MonoTime now) {
    return with(edit -> edit.dirtySince = Optional.of(now));
  }

  ResourceState observing(Optional<InFlight> request) {
    return with(edit -> edit.observing = request);
  }

  ResourceState reported(ResourceReport newReport, MonoTime asked, MonoTime now) {
    if (barrier.filter(asked::isBefore).isPresent()) {
      // What it shows was so before a task ended; that task's end says more, and a new look is due.
      return with(
          edit -> {
            edit.endedAt = now;
            edit.observing = Optional.empty();
          });
    }
    boolean covers = dirtySince.map(since -> !asked.isBefore(since)).orElse(true);
    boolean primary = newReport.running().alive() && newReport.role() == Role.PRIMARY;
    // Without its data a process may still run and write, and nothing is known of it.
    boolean conclusive = covers && newReport.data() == DataState.PRESENT;
    return with(
        edit -> {
          edit.report = Optional.of(newReport);
          edit.askedAt = asked;
          edit.endedAt = now;
          edit.dirtySince = covers ? Optional.empty() : dirtySince;
          edit.observing = Optional.empty();
          edit.mayWrite = primary || mayWrite && !conclusive;
          edit.barrier = Optional.empty();
        });
  }

  ResourceState observeFailed(MonoTime now) {
    return with(
        edit -> {
          edit.endedAt = now;
          edit.dirtySince = Optional.empty();
          edit.observing = Optional.empty();
          edit.barrier = Optional.empty();
        });
  }

  ResourceState comparing(Optional<Comparison> comparison) {
    return with(edit -> edit.comparing = comparison);
  }

  ResourceState judged(Optional<Verdict> newVerdict) {
    return with(
        edit -> {
          edit.comparing = Optional.empty();
          edit.verdict = newVerdict;
        });
  }

  ResourceState retaining(Optional<InFlight> request, MonoTime again) {
    return with(
        edit -> {
          edit.retaining = request;
          edit.retainAt = again;
        });
  }

  ResourceState configuring(InFlight request, String text) {
    return with(
        edit -> {
          edit.configuring = Optional.of(request);
          edit.configured = Optional.of(text);
        });
  }

  /** What was being applied is in force, as far as it can be without a restart. */
  ResourceState configurationApplied() {
    return with(edit -> edit.configuring = Optional.empty());
  }

  /** It is to be tried again in a while. */
  ResourceState notConfigured(MonoTime now) {
    return with(
        edit -> {
          edit.configuring = Optional.empty();
          edit.configured = Optional.empty();
          edit.configureAt = now.plus(CONFIGURE_AGAIN);
        });
  }

  /** Every start brings its configuration along. */
  ResourceState startedWith(String text) {
    return with(edit -> edit.configured = Optional.of(text));
  }

  /** In any case, and now. */
  ResourceState configureAgain() {
    return with(
        edit -> {
          edit.configured = Optional.empty();
          edit.configureAt = MonoTime.MIN;
        });
  }

  /** Known from a task's end, before anybody has looked. */
  ResourceState writable(boolean value) {
    return with(edit -> edit.mayWrite = value);
  }

  boolean judgedBefore(MonoTime instant) {
    return verdict.filter(v -> v.at().isBefore(instant)).isPresent();
  }

  /** A stop that is done says as much as a look would. */
  ResourceState stopped() {
    return with(edit -> edit.report = report.map(ResourceReport::stopped));
  }

  /** A task has ended: nothing but fencing is decided before somebody has looked. */
  ResourceState outdated(MonoTime now) {
    return with(
        edit -> {
          edit.dirtySince = Optional.of(now);
          edit.barrier = Optional.of(now);
        });
  }

  private ResourceState with(Consumer<Edit> change) {
    Edit edit = new Edit(this);
    change.accept(edit);
    return edit.done();
  }

  /** The components while one or two of them are being replaced. */
  private static final class Edit {
    private Optional<ResourceReport> report;
    private MonoTime askedAt;
    private MonoTime endedAt;
    private Optional<MonoTime> dirtySince;
    private Optional<InFlight> observing;
    private Optional<Comparison> comparing;
    private Optional<Verdict> verdict;
    private Optional<InFlight> retaining;
    private MonoTime retainAt;
    private Optional<InFlight> configuring;
    private Optional<String> configured;
    private MonoTime configureAt;
    private boolean mayWrite;
    private Optional<MonoTime> barrier;

    private Edit(ResourceState from) {
      report = from.report();
      askedAt = from.askedAt();
      endedAt = from.endedAt();
      dirtySince = from.dirtySince();
      observing = from.observing();
      comparing = from.comparing();
      verdict = from.verdict();
      retaining = from.retaining();
      retainAt = from.retainAt();
      configuring = from.configuring();
      configured = from.configured();
      configureAt = from.configureAt();
      mayWrite = from.mayWrite();
      barrier = from.barrier();
    }

    private ResourceState done() {
      return new ResourceState(
          report,
          askedAt,
          endedAt,
          dirtySince,
          observing,
          comparing,
          verdict,
          retaining,
          retainAt,
          configuring,
          configured,
          configureAt,
          mayWrite,
          barrier);
    }
  }
}
