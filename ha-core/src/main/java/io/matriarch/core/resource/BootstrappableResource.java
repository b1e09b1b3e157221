package io.matriarch.core.resource;

import io.matriarch.core.model.Permit;

/** A resource that can be created from nothing. */
public interface BootstrappableResource extends ManagedResource {

  /**
   * Creates a new, running, writable instance. Task lane. What it made is stopped when it fails or
   * is given up, and kept, but never where it would be taken for a whole instance; and never
   * removed.
   *
   * @param permit to be checked before the instance becomes writable
   * @param clusterConfig the dynamic configuration that the new cluster will have, JSON text
   * @param task where to report, and whether to go on
   * @throws ResourceException there is no such instance
   * @throws TaskCancelled it was given up on request, or the permit has expired
   */
  void bootstrap(Permit permit, String clusterConfig, TaskContext task)
      throws ResourceException, TaskCancelled;
}
