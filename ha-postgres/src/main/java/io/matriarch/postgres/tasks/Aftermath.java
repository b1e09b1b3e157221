package io.matriarch.postgres.tasks;

import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.postgres.control.Disk;
import io.matriarch.postgres.control.WorkMark;
import io.matriarch.postgres.control.WorkMark.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts in order what work left that was cut off: by the end of the agent or of the machine. Only
 * names are changed, so that it takes moments; what is good for nothing is removed beside. Thread
 * safe.
 */
public final class Aftermath {
  private static final Logger LOG = LoggerFactory.getLogger(Aftermath.class);
  private static final Duration ENDING = Duration.ofSeconds(3);

  private final Instance instance;
  private final Object removing = new Object();
  private boolean settled;

  public Aftermath(Instance instance) {
    this.instance = instance;
  }

  /**
   * Once, before anything else is done to the data directory, or said of it.
   *
   * @throws ResourceException it could not be put in order; the next call tries again
   */
  public synchronized void settle() throws ResourceException, InterruptedException {
    if (settled) {
      return;
    }
    Replacement place = Replacement.of(instance);
    Optional<WorkMark.Entry> mark = instance.workMark().read();
    boolean anything =
        mark.isPresent() || Files.exists(place.copy()) || Files.exists(place.complete());
    try {
      if (anything) {
        instance.workers().end(instance.in(ENDING));
      }
      if (mark.filter(entry -> entry.work() == Work.CREATING).isPresent()) {
        undoCreation();
      } else if (anything && !instance.postmaster().alive()) {
        settle(place, mark);
      }
    } catch (IOException e) {
      throw place.failed(e);
    } catch (TaskCancelled e) {
      throw new ResourceException(e.getMessage(), e);
    }
    settled = true;
    if (Files.exists(place.copy())) {
      Thread thread = new Thread(() -> remove(place.copy()), "postgres-leftovers");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void settle(Replacement place, Optional<WorkMark.Entry> mark)
      throws IOException, ResourceException {
    Optional<Work> work = mark.map(WorkMark.Entry::work);
    if (work.equals(Optional.of(Work.RECOVERING))) {
      instance.data().createStandbySignal();
      instance.workMark().remove();
    } else if (work.equals(Optional.of(Work.REPLACING))) {
      undo(place, mark.get());
    } else if (Files.exists(place.complete())) {
      LOG.info("a fresh copy was complete and takes its place: {}", place.directory());
      place.takePlace();
    }
  }

  /**
   * Whoever was creating the cluster did not get to the end: its server may lack what the cluster
   * needs, such as the role that replicates, and nobody was sent to it yet.
   */
  private void undoCreation() throws IOException, ResourceException {
    new FirstPassword(instance).remove();
    Optional<Path> kept = FailedCreation.putAside(instance);
    LOG.warn(
        "creating a cluster in {} was cut off{}",
        instance.data().path(),
        kept.map(path -> ": what was made is kept as " + path).orElse(""));
  }

  /** Whatever a program had made in the data directory's place is not known to be complete. */
  private void undo(Replacement place, WorkMark.Entry mark) throws IOException, ResourceException {
    Optional<Path> former = mark.former().filter(Files::exists);
    if (former.isPresent() || mark.former().isEmpty()) {
      LOG.warn(
          "making a copy in {} was cut off: {}",
          place.directory(),
          former.map(path -> "the former data are put back").orElse("what there is, is removed"));
      if (Files.exists(place.directory())) {
        remove(place.copy());
        Disk.move(place.directory(), place.copy());
      }
      if (former.isPresent()) {
        Disk.move(former.get(), place.directory());
      }
    }
    // Else they have not been put aside yet, or are back already.
    if (mark.formerIsWhole() || former.isEmpty() && mark.former().isEmpty()) {
      instance.workMark().remove();
    } else {
      instance.workMark().set(Work.CHANGING);
    }
  }

  /** One at a time: what is begun beside may still be busy with it. */
  void remove(Path directory) {
    synchronized (removing) {
      Replacement.remove(directory);
    }
  }
}
