package io.matriarch.postgres;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the server's configuration files are, and what of them is configured beside parameters and
 * {@code pg_hba.conf}.
 *
 * @param configDir where they are; empty: in the data directory
 * @param baseName what the names of {@code postgresql.conf} and {@code postgresql.base.conf} begin
 *     with
 * @param customConf file to include instead of {@code postgresql.base.conf}
 * @param pgIdent lines of {@code pg_ident.conf}; empty: not configured here
 * @param variants what differs for one role
 */
public record ServerFiles(
    Optional<Path> configDir,
    String baseName,
    Optional<String> customConf,
    List<String> pgIdent,
    RoleVariants variants) {

  /** All of them in the data directory, under their usual names. */
  public static final ServerFiles STANDARD =
      new ServerFiles(
          Optional.empty(), "postgresql", Optional.empty(), List.of(), RoleVariants.NONE);

  public ServerFiles {
    configDir = configDir.map(dir -> dir.toAbsolutePath().normalize());
    pgIdent = List.copyOf(pgIdent);
  }
}
