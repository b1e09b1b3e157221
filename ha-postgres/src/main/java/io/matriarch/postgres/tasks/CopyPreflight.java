package io.matriarch.postgres.tasks;

import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.postgres.ReplicaMethod;
import io.matriarch.postgres.sql.SourceInventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a fresh copy can be made, found out before anything is touched. */
final class CopyPreflight {
  private static final Logger LOG = LoggerFactory.getLogger(CopyPreflight.class);
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final Instance instance;

  CopyPreflight(Instance instance) {
    this.instance = instance;
  }

  /**
   * What is known.
   *
   * @param objection why not; empty: there is nothing against it
   */
  record Finding(Room room, Optional<String> objection) {}

  Finding look(ReplicaMethod method, ReplicationSource source, Replacement place)
      throws ResourceException {
    return method.isBaseBackup() ? look(inventory(source), source, place) : look(method, place);
  }

  /** The same for a base backup from a source that was asked already. */
  Finding look(SourceInventory there, ReplicationSource source, Replacement place)
      throws ResourceException {
    Checklist list = new Checklist(instance.memory(), "copy from " + source.name());
    list.add("the place", notReplaceable(place));
    list.add("tablespaces", tablespaceInTheWay(there));
    Room room = room(place, there.databases());
    list.add("room", room.objection(instance.memory().ranOutWith()));
    return new Finding(room, list.objection());
  }

  private Finding look(ReplicaMethod method, Replacement place) throws ResourceException {
    Checklist list = new Checklist(instance.memory(), "copy by " + method.name());
    list.add("the place", method.keepData() ? Optional.empty() : notReplaceable(place));
    Room room = room(place, OptionalLong.empty());
    list.add("room", room.objection(instance.memory().ranOutWith()));
    return new Finding(room, list.objection());
  }

  /** What the source has, as far as it tells. */
  SourceInventory inventory(ReplicationSource source) {
    try (Connection connection = instance.connections().remote(source, CONNECT)) {
      return SourceInventory.ask(connection);
    } catch (SQLException e) {
      LOG.info("{} does not tell how large it is: {}", source.name(), e.getMessage());
      return SourceInventory.UNKNOWN;
    }
  }

  private static Optional<String> notReplaceable(Replacement place) {
    try {
      place.refuseUnlessReplaceable();
      return Optional.empty();
    } catch (ResourceException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static Room room(Replacement place, OptionalLong databases) throws ResourceException {
    try {
      OptionalLong needed =
          databases.isPresent()
              ? OptionalLong.of(databases.getAsLong() + Room.BESIDE)
              : OptionalLong.empty();
      return Room.at(place.directory().getParent(), needed);
    } catch (IOException e) {
      throw place.failed(e);
    }
  }

  /** A base backup wants to fill them, and the former data are there. */
  private Optional<String> tablespaceInTheWay(SourceInventory there) {
    boolean mapped =
        instance.config().copying().basebackup().stream()
            .anyMatch(option -> option.replaceFirst("^--", "").startsWith("tablespace-mapping"));
    return there.tablespaces().stream()
        .filter(path -> !mapped && holdsSomething(path))
        .findFirst()
        .map(
            path ->
                "tablespace directory "
                    + path
                    + " is not empty here: empty it, or set tablespace-mapping in"
                    + " postgresql.basebackup");
  }

  private static boolean holdsSomething(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isPresent();
    } catch (IOException notThere) {
      return false;
    }
  }
}
