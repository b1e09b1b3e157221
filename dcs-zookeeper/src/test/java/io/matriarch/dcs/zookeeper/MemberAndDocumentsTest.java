package io.matriarch.dcs.zookeeper;

import static io.matriarch.dcs.zookeeper.Given.call;
import static io.matriarch.dcs.zookeeper.Given.member;
import static org.assertj.core.api.Assertions.assertThat;

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
}
