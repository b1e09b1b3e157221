package io.matriarch.testkit.sim.election;

import io.matriarch.core.internal.effect.LeaseEffect;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.model.Term;
import io.matriarch.testkit.sim.check.FactChecker;
import io.matriarch.testkit.sim.check.Findings;
import io.matriarch.testkit.sim.check.RowCoverage;
import io.matriarch.testkit.sim.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Knows what listeners may rely on.
 *
 * <p>F1: facts are found together as they can be. S4: while a process believes its lease valid, the
 * store still holds it for that process. E1: at no instant of the world are two permits valid. E2:
 * terms rise strictly from leadership to leadership. E3: each elected is followed by one revoked
 * before the same process is elected again. E4: who runs has been revoked before anybody else is
 * elected. E5: a lease is released only after revoked has returned. Where an operator takes a key
 * away nobody can know in time, and the answer to the claim may come after the next one's: S4, E1,
 * E2 and E4 do not hold for that term.
 */
final class Judge {
  /** Threads of a process that was stopped wake up one after another. */
  private static final Duration WAKING = Duration.ofSeconds(1);

  private final World world;
  private final Findings findings;
  private final Supplier<List<Participant>> participants;
  private final RowCoverage rows;
  private final Set<Term> stolen = new TreeSet<>();
  private final Map<Integer, Tenure> last = new TreeMap<>();
  private Optional<Term> inStore = Optional.empty();
  private Optional<Term> highest = Optional.empty();
  private int elections;
  private long steps;

  Judge(
      World world, Findings findings, Supplier<List<Participant>> participants, RowCoverage rows) {
    this.world = world;
    this.findings = findings;
    this.participants = participants;
    this.rows = rows;
  }

  int elections() {
    return elections;
  }

  long steps() {
    return steps;
  }

  void stolen(Term term) {
    stolen.add(term);
  }

  /** By the store: of this term, or of none. */
  void leads(Optional<Term> truth) {
    inStore = truth;
    participants.get().forEach(this::believesRightly);
  }

  private void believesRightly(Participant participant) {
    participant
        .believed()
        .filter(term -> !stolen.contains(term) && !inStore.equals(Optional.of(term)))
        .ifPresent(
            term ->
                findings.violated(
                    "S4",
                    participant.name() + " believes to hold term " + term + ", it is " + inStore));
  }

  void threw(Participant participant, RuntimeException failure) {
    findings.violated("S0", participant.name() + "'s machine threw " + failure);
  }

  void stepped(Participant participant, Step step) {
    steps++;
    rows.count(step);
    FactChecker.look(participant.name().value(), step, findings);
    boolean releases = step.effects().stream().anyMatch(LeaseEffect.Release.class::isInstance);
    if (releases && participant.tenure().filter(tenure -> !tenure.stopped()).isPresent()) {
      findings.violated("E5", participant.name() + " releases the lease and still leads");
    }
    believesRightly(participant);
    onePermit();
  }

  private void onePermit() {
    List<Participant> valid =
        participants.get().stream()
            .filter(p -> p.tenure().filter(Tenure::permitValid).isPresent())
            .filter(p -> !stolen.contains(p.tenure().orElseThrow().term()))
            .toList();
    if (valid.size() > 1) {
      findings.violated(
          "E1", "both " + valid.get(0).name() + " and " + valid.get(1).name() + " may lead");
    }
  }

  void elected(Participant participant, Tenure tenure) {
    elections++;
    world.note(
        participant.index(), "ELECTED", tenure.term().value(), () -> "term " + tenure.term());
    onePermit();
    boolean risen = highest.filter(term -> term.compareTo(tenure.term()) >= 0).isEmpty();
    if (!risen && !stolen.contains(tenure.term())) {
      findings.violated(
          "E2",
          participant.name() + " is elected with term " + tenure.term() + " after " + highest);
    }
    highest = risen ? Optional.of(tenure.term()) : highest;
    Optional.ofNullable(last.put(participant.index(), tenure))
        .filter(former -> former.sameProcess(tenure) && !former.over())
        .ifPresent(
            former ->
                findings.violated(
                    "E3", participant.name() + " is elected before it was done with the last"));
    if (stolen.contains(tenure.term())) {
      return;
    }
    participants.get().stream()
        .filter(other -> other != participant && other.hasRunFor(WAKING))
        .filter(other -> other.tenure().filter(Judge::stillLeads).isPresent())
        .filter(other -> !stolen.contains(other.tenure().orElseThrow().term()))
        .findFirst()
        .ifPresent(
            other ->
                findings.violated(
                    "E4", participant.name() + " is elected before " + other.name() + " is told"));
  }

  private static boolean stillLeads(Tenure tenure) {
    return tenure.told() && !tenure.revokedCalled();
  }

  void revoked(Participant participant, Tenure tenure) {
    world.note(
        participant.index(), "REVOKED", tenure.term().value(), () -> "term " + tenure.term());
    if (last.get(participant.index()) != tenure) {
      findings.violated("E3", participant.name() + " is revoked and was not elected");
    }
  }
}
