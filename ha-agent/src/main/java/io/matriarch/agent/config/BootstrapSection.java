package io.matriarch.agent.config;

import java.util.List;

/**
 * How a new cluster is created.
 *
 * @param dcs first dynamic configuration, a JSON object
 * @param initdb options for {@code initdb}, with leading dashes
 * @param pgHba lines added to the new server's access rules
 */
public record BootstrapSection(String dcs, List<String> initdb, List<String> pgHba) {
  public BootstrapSection {
    initdb = List.copyOf(initdb);
    pgHba = List.copyOf(pgHba);
  }
}
