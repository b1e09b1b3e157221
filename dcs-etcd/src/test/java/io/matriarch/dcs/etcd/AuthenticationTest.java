package io.matriarch.dcs.etcd;

import static io.matriarch.dcs.etcd.Given.call;
import static io.matriarch.dcs.etcd.Given.claim;
import static io.matriarch.dcs.etcd.Given.held;
import static io.matriarch.dcs.etcd.Given.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etcd.jetcd.Auth;
import io.etcd.jetcd.auth.Permission;
import io.etcd.jetcd.options.OptionsUtil;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.store.StoreRejectedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Servers that ask who we are, and forget it again. */
@NeedsEtcd
class AuthenticationTest {
  private static final Duration TOKEN_LIFE = Duration.ofSeconds(1);
  private static final LeaderBeacon BEACON = LeaderBeacon.EMPTY.withPosition(4711);
  private static EtcdServer server;

  @BeforeAll
  static void startServer() throws Exception {
    server = EtcdServer.alone("--auth-token-ttl", Long.toString(TOKEN_LIFE.toSeconds()));
    Auth auth = server.outside().getAuthClient();
    addUser(auth, "root");
    EtcdServer.answer(auth.userGrantRole(Bytes.of("root"), Bytes.of("root")));
    addUser(auth, "patroni");
    EtcdServer.answer(auth.roleAdd(Bytes.of("clusters")));
    EtcdServer.answer(
        auth.roleGrantPermission(
            Bytes.of("clusters"),
            Bytes.of("/service/"),
            OptionsUtil.prefixEndOf(Bytes.of("/service/")),
            Permission.Type.READWRITE));
    EtcdServer.answer(auth.userGrantRole(Bytes.of("patroni"), Bytes.of("clusters")));
    addUser(auth, "stranger");
    EtcdServer.answer(auth.authEnable());
  }

  @AfterAll
  static void stopServer() {
    server.stop();
  }

  @Test
  void everything_goes_on_when_the_token_is_forgotten() throws Exception {
    AtomicInteger hints = new AtomicInteger();
    try (EtcdStore store = store("patroni", "secret")) {
      store.watch(hints::incrementAndGet);
      store.announce(member("a", 1), patient());
      LeaseResult.Held held = held(store.acquire(claim("a"), patient()));
      MonoTime start = Given.TICKER.now();
      // Servers let a token go within a second after its end, if nobody used it meanwhile.
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> Given.since(start).compareTo(TOKEN_LIFE.multipliedBy(4)) > 0);

      assertThat(store.read(patient()).members()).hasSize(1);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> Given.since(start).compareTo(TOKEN_LIFE.multipliedBy(8)) > 0);
      held = held(store.renew(held.token(), BEACON, patient()));
      store.announce(member("a", 2), patient());
      hints.set(0);
      store.put(new StoreDocument.Config("{}"), Expected.ANY, patient());

      await().atMost(Duration.ofSeconds(10)).until(() -> hints.get() > 0);
      assertThat(held(store.renew(held.token(), BEACON, patient())).token())
          .isEqualTo(held.token());
    }
  }

  @Test
  void a_wrong_password_and_missing_rights_are_refused_for_a_lasting_cause() throws Exception {
    for (Map.Entry<String, String> user :
        Map.of("patroni", "wrong", "nobody", "secret", "stranger", "secret").entrySet()) {
      try (EtcdStore store = store(user.getKey(), user.getValue())) {
        assertThatThrownBy(() -> store.read(call()))
            .as(user.getKey())
            .isInstanceOf(StoreRejectedException.class)
            .hasMessageNotContaining(user.getValue());
        assertThatThrownBy(() -> store.acquire(claim("a"), call()))
            .as(user.getKey())
            .isInstanceOf(StoreRejectedException.class);
      }
    }
  }

  @Test
  void whoever_does_not_say_who_he_is_is_refused() throws Exception {
    try (EtcdStore store = Given.store("batman", "a", List.of(server.address()))) {
      assertThatThrownBy(() -> store.read(call()))
          .isInstanceOf(StoreRejectedException.class)
          .hasMessageContaining("user name");
    }
  }

  private static Call patient() {
    return call(Duration.ofSeconds(5), Duration.ofSeconds(30));
  }

  private static EtcdStore store(String user, String password) {
    Map<String, Object> section =
        Map.of("host", server.address(), "username", user, "password", password);
    return Given.store("batman", "a", section);
  }

  private static void addUser(Auth auth, String name) {
    EtcdServer.answer(auth.userAdd(Bytes.of(name), Bytes.of("secret")));
  }
}
