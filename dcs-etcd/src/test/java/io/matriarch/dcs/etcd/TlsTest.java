package io.matriarch.dcs.etcd;

import static io.matriarch.dcs.etcd.Given.call;
import static io.matriarch.dcs.etcd.Given.claim;
import static io.matriarch.dcs.etcd.Given.held;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.StoreRejectedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that shows a certificate and wants to see one. */
@NeedsEtcd
class TlsTest {
  private static EtcdServer server;
  private static PemFiles files;

  @BeforeAll
  static void startServer(@TempDir Path folder) throws Exception {
    files = new PemFiles(folder, "authority");
    files.issue("server");
    files.issue("node");
    new PemFiles(folder, "stranger").issue("strangers-node");
    server =
        EtcdServer.alone(
            "--cert-file",
            files.file("server", "crt"),
            "--key-file",
            files.file("server", "key"),
            "--trusted-ca-file",
            files.file("authority", "crt"),
            "--client-cert-auth");
  }

  @AfterAll
  static void stopServer() {
    server.stop();
  }

  @Test
  void everything_works_over_tls_with_a_certificate_of_our_own() throws Exception {
    AtomicInteger hints = new AtomicInteger();
    try (EtcdStore store = store("authority", "node")) {
      store.watch(hints::incrementAndGet);
      LeaseResult.Held held = held(store.acquire(claim("a"), call()));
      held(store.renew(held.token(), LeaderBeacon.EMPTY, call()));
      await().atMost(Duration.ofSeconds(10)).until(() -> hints.get() > 0);
      hints.set(0);
      store.put(new StoreDocument.Config("{}"), Expected.ANY, call());

      await().atMost(Duration.ofSeconds(10)).until(() -> hints.get() > 0);
      assertThat(store.read(call()).config().orElseThrow().value()).isEqualTo("{}");
    }
  }

  @Test
  void a_server_of_an_unknown_authority_is_not_talked_to() throws Exception {
    try (EtcdStore store = store("stranger", "node")) {
      assertThatThrownBy(() -> store.put(new StoreDocument.Config("{}"), Expected.ANY, call()))
          .isInstanceOf(StoreException.class)
          .isNotInstanceOf(StoreRejectedException.class)
          .hasMessageContaining("certification path");
    }
  }

  @Test
  void a_server_does_not_talk_to_a_certificate_of_an_unknown_authority() throws Exception {
    try (EtcdStore store = store("authority", "strangers-node")) {
      assertThatThrownBy(() -> store.read(call(Duration.ofSeconds(2))))
          .isInstanceOf(StoreException.class);
    }
  }

  private static EtcdStore store(String authority, String node) {
    return Given.store(
        "batman",
        "a",
        Map.of(
            "url", "https://" + server.address(),
            "cacert", files.file(authority, "crt"),
            "cert", files.file(node, "crt"),
            "key", files.file(node, "key")));
  }
}
