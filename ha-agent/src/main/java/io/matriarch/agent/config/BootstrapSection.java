package io.matriarch.agent.config;

import java.util.List;
import java.util.Optional;

/**
 * How a new cluster is created.
 *
 * @param dcs first dynamic configuration, a JSON object
 * @param method absent: {@code initdb}
 * @param initdb options for {@code initdb}, with leading dashes
 * @param pgHba lines added to the new server's access rules
 * @param postBootstrap command that fills the new cluster; may hold secrets, not printed
 */
public record BootstrapSection(
    String dcs,
    Optional<BootstrapMethod> method,
    List<String> initdb,
    List<String> pgHba,
    Optional<String> postBootstrap) {
  public BootstrapSection {
    initdb = List.copyOf(initdb);
    pgHba = List.copyOf(pgHba);
  }

  @Override
  public String toString() {
    return "BootstrapSection[method=" + method + ", dcs=" + dcs + "]";
  }
}
