package io.matriarch.examples.quickstart.cluster;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the built distribution of the nodes is. */
public final class Launcher {
  private static final String BELOW_EXAMPLES = "launcher/target/matriarch/bin/matriarch";

  private Launcher() {}

  /** The program that runs one node. */
  public static Path find() {
    Path classes;
    try {
      classes = Path.of(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new TrialException("cannot tell where this program is", e);
    }
    for (Path folder = classes; folder != null; folder = folder.getParent()) {
      Path launcher = folder.resolve(BELOW_EXAMPLES);
      if (Files.isExecutable(launcher)) {
        return launcher;
      }
    }
    throw new TrialException("the launcher is not built; run ./quickstart, which builds it");
  }
}
