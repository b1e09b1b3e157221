package io.matriarch.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.postgres.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientKeyTest {
  @TempDir Path folder;

  @Test
  void allFormsThatLibpqTakesGiveOneKey() throws Exception {
    Certificates certificates = new Certificates(folder);
    certificates.run("rsa", "-in", "server.key", "-traditional", "-out", "old.key");
    certificates.run(
        "rsa",
        "-in",
        "server.key",
        "-traditional",
        "-aes128",
        "-passout",
        "pass:x",
        "-out",
        "old.enc");
    certificates.run(
        "pkcs8", "-topk8", "-in", "server.key", "-passout", "pass:x", "-out", "new.enc");

    Object key = ClientKey.read(folder.resolve("server.key"), "");
    assertThat(ClientKey.read(folder.resolve("old.key"), "")).isEqualTo(key);
    assertThat(ClientKey.read(folder.resolve("old.enc"), "x")).isEqualTo(key);
    assertThat(ClientKey.read(folder.resolve("new.enc"), "x")).isEqualTo(key);

    for (String file : new String[] {"old.enc", "new.enc"}) {
      assertThatThrownBy(() -> ClientKey.read(folder.resolve(file), "secret"))
          .isInstanceOf(IOException.class)
          .hasMessage("it is encrypted and sslpassword does not decrypt it");
    }
    Files.writeString(folder.resolve("none"), "nothing");
    assertThatThrownBy(() -> ClientKey.read(folder.resolve("none"), ""))
        .hasMessage("it holds no private key in PEM form");
  }
}
