package io.matriarch.core.resource;

import io.matriarch.core.model.Call;
import java.util.List;

/** A resource that takes its part of the cluster's configuration while it runs. */
public interface ConfigurableResource extends ManagedResource {

  /**
   * Looks at a configuration before it is stored. Any thread; pure and quick: no IO.
   *
   * @param clusterConfig dynamic configuration, JSON text
   * @return what the resource could not use, one line each with the path in the document, the value
   *     and the remedy; empty if all is well
   */
  List<String> check(String clusterConfig);

  /**
   * Applies the configuration to the running resource; what needs a restart waits for one and is
   * reported as such. Chore lane; blocks until the deadline at most; idempotent; does nothing while
   * the resource does not run, since every start brings its configuration along.
   *
   * @param clusterConfig dynamic configuration, JSON text
   * @param always write and reload even if nothing has changed
   * @param call until when
   * @throws ResourceException it is not, or not completely, applied; it will be asked for again
   */
  void configure(String clusterConfig, boolean always, Call call) throws ResourceException;
}
