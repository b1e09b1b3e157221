package io.matriarch.examples.quickstart.secrets;

import io.matriarch.examples.quickstart.cluster.NodeFile;
import io.matriarch.examples.quickstart.cluster.NodeSpec;
import java.nio.file.Path;
import java.util.List;

/** Every kind of secret that a node's file may have, each a word that stands nowhere else. */
record Secrets(
    String superuser, String replication, String rewind, String rest, String ctl, String key) {
  private static final String REST =
      """
      restapi:
        authentication:
          username: operator
          password: '%s'
        certfile: '%s'
        keyfile: '%s'
        keyfile_password: '%s'
      """;

  private static final String CTL =
      """
      log:
        level: DEBUG
        traceback_level: DEBUG
      ctl:
        cacert: '%s'
        authentication:
          username: operator
          password: '%s'
        certfile: '%s'
        keyfile: '%s'
        keyfile_password: '%s'

      bootstrap:
      """;

  private static final String REWIND =
      """
      authentication:
          rewind:
            username: rewinder
            password: '%s'
      """;

  /** With the passwords that the cluster's nodes have already. */
  static Secrets beside(NodeFile file) {
    return new Secrets(
        file.passwords().superuser(),
        file.passwords().replication(),
        "rewind-4fd1c07a",
        "rest-9b62e5d3",
        // Members ask each other with this one; hence it is the same.
        "rest-9b62e5d3",
        "key-71ce08b4");
  }

  List<String> all() {
    return List.of(superuser, replication, rewind, rest, ctl, key);
  }

  /** A node's file with all of them. */
  String file(NodeFile file, NodeSpec node, Path certificate, Path privateKey) {
    return file.text(node)
        .replace("restapi:\n", REST.formatted(rest, certificate, privateKey, key))
        .replace("bootstrap:\n", CTL.formatted(certificate, ctl, certificate, privateKey, key))
        .replace("authentication:\n    superuser:", REWIND.formatted(rewind) + "    superuser:");
  }
}
