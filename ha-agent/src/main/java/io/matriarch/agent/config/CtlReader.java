package io.matriarch.agent.config;

import java.nio.file.Path;
import java.util.Optional;

/** Reads the section {@code ctl}. */
final class CtlReader {
  private CtlReader() {}

  static CtlSection read(Section section) throws ConfigException {
    Optional<Path> certfile = section.text("certfile").map(Path::of);
    Optional<Path> keyfile = section.text("keyfile").map(Path::of);
    if (certfile.isEmpty() && keyfile.isPresent()) {
      throw section.wrong(
          "certfile", "is missing, and without it keyfile is of no use", "name the certificate");
    }
    return new CtlSection(
        CredentialsReader.read(section.section("authentication")),
        section.flag("insecure").orElse(false),
        section.text("cacert").map(Path::of),
        certfile,
        keyfile,
        section.text("keyfile_password"));
  }
}
