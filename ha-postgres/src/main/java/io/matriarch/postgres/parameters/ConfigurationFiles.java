package io.matriarch.postgres.parameters;

import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.postgres.PostgresConfig;
import io.matriarch.postgres.control.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the server's configuration files. The {@code postgresql.conf} that was found becomes
 * {@code postgresql.base.conf} once and is included by the one that is written. Thread safe.
 */
public final class ConfigurationFiles {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationFiles.class);

  /** The cluster's configuration as last seen. */
  public static final String CLUSTER_CONFIG = "patroni.dynamic.json";

  private static final Pattern PRIMARY_CONNINFO =
      Pattern.compile("\\s*primary_conninfo\\s*=?\\s*'([^']*+(?:''[^']*+)*+)'.*");

  private final Supplier<PostgresConfig> local;
  private final DataDirectory data;
  private final ParameterCheck check;
  private final BooleanSupplier services;
  private final ConfigurationCopies copies;
  private final AutoConf autoConf;

  /**
   * @param services whether the server that runs, or the next one, knows the service file
   */
  public ConfigurationFiles(
      Supplier<PostgresConfig> local,
      DataDirectory data,
      ParameterCheck check,
      BooleanSupplier services) {
    this.local = local;
    this.data = data;
    this.check = check;
    this.services = services;
    this.copies = new ConfigurationCopies(data);
    this.autoConf = new AutoConf(data);
  }

  /** Where the files are. */
  public ConfigurationPaths paths() {
    return ConfigurationPaths.of(local.get());
  }

  /** What a server in this role is given of the settings. */
  public EffectiveSettings usable(EffectiveSettings settings, ServerRole role)
      throws InterruptedException {
    return check.usable(settings.forRole(role));
  }

  /**
   * Writes the files, as far as they differ.
   *
   * @param source whom to follow; empty: nobody
   * @param clusterConfig kept beside the data for a start without a store
   * @return whether anything that the server reads is different now
   */
  public synchronized boolean write(
      EffectiveSettings settings,
      ServerRole role,
      Optional<ReplicationSource> source,
      String clusterConfig,
      int major)
      throws ResourceException, InterruptedException {
    return write(usable(settings, role), source, clusterConfig, major, false);
  }

  /**
   * Writes the files for a server that goes on following whom it follows.
   *
   * @param always write also what does not differ
   * @return whether anything that the server reads is different now
   */
  public synchronized boolean rewrite(
      EffectiveSettings settings, ServerRole role, String clusterConfig, int major, boolean always)
      throws ResourceException, InterruptedException {
    try {
      Optional<ReplicationSource> source =
          role == ServerRole.PRIMARY ? Optional.empty() : writtenSource();
      return write(usable(settings, role), source, clusterConfig, major, always);
    } catch (IOException e) {
      throw new ResourceException("cannot read the server's configuration: " + e, e);
    }
  }

  /** How the server that runs connects to this source. */
  public String connInfo(ReplicationSource source, int major) {
    return ConnInfo.replication(local.get(), source, major, services.getAsBoolean());
  }

  /** Keeps copies of the files with which the server has started; failing is only logged. */
  public synchronized void keepCopies() {
    try {
      copies.keep(paths());
    } catch (IOException e) {
      LOG.warn("cannot keep copies of the configuration files: {}", e.getMessage());
    }
  }

  private boolean write(
      EffectiveSettings settings,
      Optional<ReplicationSource> source,
      String clusterConfig,
      int major,
      boolean always)
      throws ResourceException {
    ServerConf conf = new ServerConf(local.get(), settings, source, services.getAsBoolean());
    ConfigurationPaths paths = paths();
    try {
      copies.restoreMissing(paths);
      keepBase(settings, paths);
      boolean changed = replace(paths.main(), conf.text(major), always);
      if (!settings.pgHba().isEmpty() && conf.hbaFile().equals(paths.hba())) {
        changed |= replace(paths.hba(), listed(settings.pgHba()), always);
      }
      if (!settings.pgIdent().isEmpty() && conf.identFile().equals(paths.ident())) {
        changed |= replace(paths.ident(), listed(settings.pgIdent()), always);
      }
      changed |= autoConf.removeRecovery();
      replace(data.path().resolve(CLUSTER_CONFIG), clusterConfig, always);
      return changed;
    } catch (IOException e) {
      throw new ResourceException("cannot write the server's configuration: " + e, e);
    }
  }

  private void keepBase(EffectiveSettings settings, ConfigurationPaths paths)
      throws IOException, ResourceException {
    if (settings.customConf().isEmpty()) {
      if (!Files.exists(paths.base())) {
        byte[] found = Files.exists(paths.main()) ? Files.readAllBytes(paths.main()) : new byte[0];
        data.writeForServer(paths.base(), found);
      }
      return;
    }
    Path custom = paths.main().resolveSibling(settings.customConf().get());
    if (!Files.exists(custom)) {
      throw new ResourceException(
          "postgresql.custom_conf: '"
              + custom
              + "' does not exist; create it, or remove the key to include "
              + paths.base().getFileName());
    }
  }

  private static String listed(List<String> lines) {
    return ServerConf.HEADER + String.join("\n", lines) + "\n";
  }

  /** Whether the content is another one now. */
  private boolean replace(Path file, String content, boolean always) throws IOException {
    byte[] wanted = DataDirectory.bytes(content);
    boolean differs = !Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), wanted);
    if (differs || always) {
      data.writeForServer(file, wanted);
    }
    return differs;
  }

  /** Whom the file that is there tells the server to follow, whoever wrote it. */
  private Optional<ReplicationSource> writtenSource() throws IOException {
    Optional<ReplicationSource> source = Optional.empty();
    Path main = paths().main();
    for (String line : Files.exists(main) ? Files.readAllLines(main) : List.<String>of()) {
      if (PRIMARY_CONNINFO.matcher(line).matches()) {
        source = writtenSource(line);
      }
    }
    return source;
  }

  static Optional<ReplicationSource> writtenSource(String line) {
    Matcher matcher = PRIMARY_CONNINFO.matcher(line);
    return matcher.matches()
        ? ConnInfo.source(matcher.group(1).replace("''", "'").replace("\\\\", "\\"))
        : Optional.empty();
  }

  /** The server's command line: what no file shall override. */
  public List<String> commandLine(String postgres, Map<String, String> values) {
    List<String> command =
        new ArrayList<>(
            List.of(postgres, "-D", data.path().toString(), "--config-file=" + paths().main()));
    values.forEach(
        (name, value) -> {
          if (!name.equals(ControlledParameters.FILE_ONLY)) {
            command.add("--" + name + "=" + value);
          }
        });
    return command;
  }
}
