package io.matriarch.dcs.etcd;

import static io.matriarch.dcs.etcd.Given.call;
import static io.matriarch.dcs.etcd.Given.member;
import static org.assertj.core.api.Assertions.assertThat;

import io.etcd.jetcd.options.LeaseOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@NeedsEtcd
class EtcdMemberTest {
  private static EtcdServer server;
  private EtcdStore store;
  private String base;

  @BeforeAll
  static void startServer() throws Exception {
    server = EtcdServer.alone();
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
    long unchanged = server.key(base + "/members/a").orElseThrow().getVersion();
    store.announce(member("a", 2), call());
    store.announce(member("a", 2), call());
    long changed = server.key(base + "/members/a").orElseThrow().getVersion();

    assertThat(unchanged).isEqualTo(1);
    assertThat(changed).isEqualTo(2);
    assertThat(server.text(base + "/members/a")).contains("\"xlog_location\":2");
  }

  @Test
  void a_changed_ttl_moves_the_record_to_a_new_lease_and_ends_the_old_one() throws Exception {
    store.announce(member("a", 1), call());
    long before = lease();

    store.announce(member("a", 1), call(Duration.ofSeconds(5), Given.TTL.multipliedBy(2)));

    long after = lease();
    assertThat(after).isNotEqualTo(before);
    assertThat(granted(before)).isNotPositive();
    assertThat(granted(after)).isEqualTo(Given.TTL.multipliedBy(2).toSeconds());
  }

  @Test
  void a_time_that_is_no_whole_number_of_seconds_is_rounded_up() throws Exception {
    store.announce(member("a", 1), call(Duration.ofSeconds(5), Duration.ofMillis(2001)));

    assertThat(granted(lease())).isEqualTo(3);
  }

  private long lease() {
    return server.key(base + "/members/a").orElseThrow().getLease();
  }

  private static long granted(long lease) {
    return EtcdServer.answer(
            server.outside().getLeaseClient().timeToLive(lease, LeaseOption.DEFAULT))
        .getGrantedTTL();
  }
}
