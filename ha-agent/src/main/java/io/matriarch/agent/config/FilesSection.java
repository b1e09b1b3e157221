package io.matriarch.agent.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The server's configuration files, beside parameters and {@code pg_hba} for all roles.
 *
 * @param configDir where they are; absent: in the data directory
 * @param baseName what their names begin with, if not as usual
 * @param customConf file to include instead of the original one
 * @param pgIdent user name maps; empty: the server's own are kept
 * @param roles what differs while the server is {@code primary}, {@code replica} or {@code
 *     standby_leader}
 */
public record FilesSection(
    Optional<Path> configDir,
    Optional<String> baseName,
    Optional<String> customConf,
    List<String> pgIdent,
    Map<String, ForRole> roles) {
  public FilesSection {
    pgIdent = List.copyOf(pgIdent);
    roles = Map.copyOf(roles);
  }

  /**
   * What differs for one role.
   *
   * @param parameters laid over those for all roles
   * @param pgHba instead of those for all roles; absent: those
   * @param pgIdent likewise
   */
  public record ForRole(
      Map<String, String> parameters,
      Optional<List<String>> pgHba,
      Optional<List<String>> pgIdent) {
    public ForRole {
      parameters = Map.copyOf(new LinkedHashMap<>(parameters));
    }
  }
}
