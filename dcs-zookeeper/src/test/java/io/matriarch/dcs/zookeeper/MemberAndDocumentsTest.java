package io.matriarch.dcs.zookeeper;

import static io.matriarch.core.store.WriteResult.APPLIED;
import static io.matriarch.core.store.WriteResult.CONFLICT;
import static io.matriarch.dcs.zookeeper.Given.call;
import static io.matriarch.dcs.zookeeper.Given.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.store.DocumentKind;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.store.WriteResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class MemberAndDocumentsTest {
  private static OneServer server;
  private ZooKeeperStore store;
  private String base;

  @BeforeAll
  static void startServer() throws Exception {
    server = new OneServer();
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.stop();
  }

  @BeforeEach
  void openStore(TestInfo test) {
    String scope = test.getTestMethod().orElseThrow().getName();
    base = "/service/" + scope;
    store = Given.store(scope, "a", List.of(server.address()));
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  @Test
  void an_unchanged_record_is_not_written_again() throws Exception {
    store.announce(member("a", 1), call());
    store.announce(member("a", 1), call());
    int unchanged = server.stat(base + "/members/a").getVersion();
    store.announce(member("a", 2), call());
    store.announce(member("a", 2), call());
    int changed = server.stat(base + "/members/a").getVersion();

    assertThat(unchanged).isZero();
    assertThat(changed).isEqualTo(1);
    assertThat(server.text(base + "/members/a")).contains("\"xlog_location\":2");
  }

  @Test
  void a_record_that_somebody_changed_or_removed_is_put_right() throws Exception {
    store.announce(member("a", 1), call());
    server.write(base + "/members/a", "junk");
    store.announce(member("a", 1), call());
    String repaired = server.text(base + "/members/a");
    server.outside().delete(base + "/members/a", -1);
    store.announce(member("a", 1), call());

    assertThat(repaired).contains("\"xlog_location\":1");
    assertThat(server.exists(base + "/members/a")).isTrue();
  }

  @Test
  void a_record_of_an_earlier_session_becomes_ours() throws Exception {
    ZooKeeperStore earlier =
        Given.store(base.substring("/service/".length()), "a", List.of(server.address()));
    earlier.announce(member("a", 1), call());
    store.announce(member("a", 1), call());

    earlier.close();

    assertThat(server.exists(base + "/members/a")).isTrue();
  }

  @Test
  void closing_takes_the_record_away_at_once() throws Exception {
    store.announce(member("a", 1), call());

    store.close();

    await().atMost(Duration.ofSeconds(5)).until(() -> !server.exists(base + "/members/a"));
  }

  @Test
  void a_document_is_created_only_where_none_is() throws Exception {
    assertThat(put("", Expected.ABSENT)).isEqualTo(APPLIED);
    assertThat(put("x", Expected.ABSENT)).isEqualTo(CONFLICT);

    assertThat(server.text(base + "/initialize")).isEmpty();
  }

  @Test
  void a_version_is_meant_exactly_even_if_it_is_zero() throws Exception {
    assertThat(put("x", version(0))).isEqualTo(CONFLICT);
    put("a", Expected.ANY);

    assertThat(put("b", version(0))).isEqualTo(APPLIED);
    assertThat(put("c", version(0))).isEqualTo(CONFLICT);
    assertThat(put("c", version(1))).isEqualTo(APPLIED);

    assertThat(store.read(call()).initialize().orElseThrow().version()).isEqualTo("2");
  }

  @Test
  void whatever_is_there_is_overwritten_if_asked() throws Exception {
    assertThat(put("a", Expected.ANY)).isEqualTo(APPLIED);
    assertThat(put("b", Expected.ANY)).isEqualTo(APPLIED);

    assertThat(server.text(base + "/initialize")).isEqualTo("b");
  }

  @Test
  void removal_obeys_what_is_expected() throws Exception {
    put("a", Expected.ANY);
    put("b", Expected.ANY);

    assertThat(remove(Expected.ABSENT)).isEqualTo(CONFLICT);
    assertThat(remove(version(0))).isEqualTo(CONFLICT);
    assertThat(remove(version(1))).isEqualTo(APPLIED);
    assertThat(remove(Expected.ABSENT)).isEqualTo(APPLIED);
    assertThat(remove(Expected.ANY)).isEqualTo(APPLIED);

    assertThat(server.exists(base + "/initialize")).isFalse();
  }

  private WriteResult put(String text, Expected expected) throws Exception {
    return store.put(new StoreDocument.Initialize(text), expected, call());
  }

  private WriteResult remove(Expected expected) throws Exception {
    return store.remove(DocumentKind.INITIALIZE, expected, call());
  }

  private static Expected version(int number) {
    return new Expected.Version(Integer.toString(number));
  }
}
