package io.matriarch.examples.quickstart.secrets;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.matriarch.examples.quickstart.cluster.DataOwner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A certificate for the loopback address, with its private key encrypted. */
record Certificate(Path file, Path key) {

  /** Skips the test without openssl. */
  static Certificate create(Path directory, String password)
      throws IOException, InterruptedException {
    Path file = directory.resolve("node.crt");
    Path key = directory.resolve("node.key");
    List<String> command =
        List.of(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-days",
            "2",
            "-subj",
            "/CN=node",
            "-addext",
            "subjectAltName=IP:127.0.0.1",
            "-passout",
            "env:KEY_PASSWORD",
            "-keyout",
            key.toString(),
            "-out",
            file.toString());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("openssl.log").toFile());
    builder.environment().put("KEY_PASSWORD", password);
    try {
      if (builder.start().waitFor() != 0) {
        throw new IOException("openssl made no certificate");
      }
    } catch (IOException e) {
      assumeTrue(false, "openssl is not installed");
    }
    DataOwner.ofThisProcess().give(key);
    return new Certificate(file, key);
  }
}
