package io.matriarch.postgres;

import static org.junit.jupiter.api.Assumptions.abort;

import io.matriarch.postgres.process.OsUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A small authority for a test, with one certificate for servers and one for clients. */
public final class Certificates {
  private final Path folder;

  public Certificates(Path folder) throws Exception {
    this.folder = folder;
    request("ca", "-subj", "/CN=test-ca");
    issue("server", "/CN=127.0.0.1");
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  /** A certificate for a role; its key is encrypted if there is a password. */
  void issueForClient(String role, String password) throws Exception {
    issue(role, "/CN=" + role);
    run(
        "pkcs8",
        "-topk8",
        "-v2",
        "aes-256-cbc",
        "-in",
        role + ".key",
        "-out",
        role + ".enc",
        "-passout",
        "pass:" + password);
    protect(file(role + ".enc"));
  }

  private void issue(String name, String subject) throws Exception {
    request(
        name,
        "-CA",
        "ca.crt",
        "-CAkey",
        "ca.key",
        "-subj",
        subject,
        "-addext",
        "subjectAltName=IP:127.0.0.1");
  }

  private void request(String name, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-keyout",
                name + ".key",
                "-out",
                name + ".crt"));
    arguments.addAll(List.of(more));
    run(arguments.toArray(String[]::new));
    protect(file(name + ".key"));
  }

  public void run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + output);
      }
    } catch (IOException notInstalled) {
      abort("openssl is not installed");
    }
  }

  /** As PostgreSQL and libpq want private keys. */
  private static void protect(Path key) throws Exception {
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    OsUser.forThisProcess("postgres").own(key);
  }
}
