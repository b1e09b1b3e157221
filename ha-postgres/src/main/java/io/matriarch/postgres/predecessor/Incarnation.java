package io.matriarch.postgres.predecessor;

import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Term;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which process here held which term. A killed process leaves its leader key behind, and everyone
 * waits until it expires; its successor need not, if it can prove that this very key is the dead
 * process's. The file lies beside the data directory, which has to be empty when a copy is made.
 * Used by one thread.
 */
public final class Incarnation {
  private static final Logger LOG = LoggerFactory.getLogger(Incarnation.class);

  private final NodeName name;
  private final Path file;
  private final LocalProcesses processes;
  private Optional<Term> written = Optional.empty();

  Incarnation(NodeName name, Path file, LocalProcesses processes) {
    this.name = name;
    this.file = file;
    this.processes = processes;
  }

  /** Of a node of this machine. */
  public static Incarnation of(ClusterId cluster, NodeName name, Path dataDir) {
    String file = ".matriarch-%s-%s.incarnation".formatted(cluster.scope(), name);
    return new Incarnation(
        name, dataDir.resolveSibling(file.replace('/', '_')), LocalProcesses.ofThisMachine());
  }

  /** True if an earlier process held a term, so that it is worth while to look at the key. */
  public boolean hadPredecessor() {
    return Files.exists(file);
  }

  /** True if the leader key is of this name, and of a process that ran here and is dead. */
  public boolean leftLeaderKey(ClusterView view) {
    Optional<LeaderRecord> key = view.leader().filter(record -> record.holder().equals(name));
    return key.isPresent() && isOfDeadProcess(key.get().term());
  }

  private boolean isOfDeadProcess(Term term) {
    if (!Files.exists(file)) {
      return false;
    }
    try {
      String[] line = Files.readString(file).strip().split(" ", 2);
      return line[0].equals(term.toString())
          && ProcessMark.parse(line[line.length - 1]).filter(processes::isDead).isPresent();
    } catch (IOException unreadable) {
      LOG.info("{}: cannot be read, a leader key left behind has to expire", file);
      return false;
    }
  }

  /** Remembers the term that this process holds. Failing costs only time after a crash. */
  public void keep(NodeStatus status) {
    Optional<Term> held =
        status
            .view()
            .flatMap(ClusterView::leader)
            .filter(record -> status.leading() && record.heldByThisSession())
            .map(LeaderRecord::term);
    if (held.isEmpty() || held.equals(written)) {
      return;
    }
    written = held;
    processes.self().ifPresent(self -> write(held.get(), self));
  }

  private void write(Term term, ProcessMark self) {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.writeString(temporary, term + " " + self.toLine() + "\n");
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.info("{}: cannot be written, after a crash the leader key has to expire", file);
    }
  }
}
