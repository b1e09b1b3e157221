package io.matriarch.postgres.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.ReplicationSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the members' APIs tell")
class RestSourceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private MemberApi first;
  private MemberApi second;

  @BeforeEach
  void start() throws IOException {
    first = new MemberApi();
    second = new MemberApi();
  }

  @AfterEach
  void end() {
    first.close();
    second.close();
  }

  @Test
  @DisplayName("is who leads, if it says so itself, and who may be read from")
  void theClusterIsSeen() throws Exception {
    first.cluster =
        MemberApi.cluster(
            second.member("node2", "leader", 3, ""),
            first.member("node1", "replica", 3, ", \"lag\": 100"),
            first.member(
                "node3", "replica", 3, ", \"lag\": 0, \"tags\": {\"noloadbalance\": true}"),
            first.member("node4", "sync_standby", 3, ", \"lag\": \"unknown\""));
    second.primary = 200;
    LeaderSource source = source(first);

    Picture picture = source.ask(PATIENCE);

    assertThat(picture.leader().orElseThrow().server()).contains(server("node2", "10.0.0.2"));
    assertThat(picture.confirmed()).isTrue();
    assertThat(picture.replicas())
        .containsExactly(
            new Picture.Replica(server("node1", "10.0.0.1"), OptionalLong.of(100)),
            new Picture.Replica(server("node4", "10.0.0.4"), OptionalLong.empty()));
    assertThat(source).hasToString("orders");
  }

  @Test
  @DisplayName("is no news of a leader that does not answer itself")
  void aSilentLeaderIsNotConfirmed() throws Exception {
    first.cluster = MemberApi.cluster(second.member("node2", "leader", 3, ""));
    second.primary = 200;
    second.close();

    Picture picture = source(first).ask(PATIENCE);

    assertThat(picture.leader()).isPresent();
    assertThat(picture.confirmed()).isFalse();
  }

  @Test
  @DisplayName("is what the one with the newest history tells, also if others were cut off before")
  void theNewestCounts() throws Exception {
    first.cluster = MemberApi.cluster(first.member("node1", "leader", 3, ""));
    second.cluster = MemberApi.cluster(second.member("node2", "leader", 4, ""));

    assertThat(source(first, second).ask(PATIENCE).leader().orElseThrow().name())
        .isEqualTo(NodeName.of("node2"));
    assertThat(source(second, first).ask(PATIENCE).leader().orElseThrow().name())
        .isEqualTo(NodeName.of("node2"));
  }

  @Test
  @DisplayName("comes from members that are learned of, when the one that was named is gone")
  void membersAreLearned() throws Exception {
    String cluster =
        MemberApi.cluster(
            first.member("node1", "replica", 3, ""), second.member("node2", "leader", 3, ""));
    first.cluster = cluster;
    second.cluster = cluster;
    LeaderSource source = source(first);
    source.ask(PATIENCE);

    first.close();
    assertThat(source.ask(PATIENCE).leader()).isPresent();

    second.close();
    assertThatThrownBy(() -> source.ask(PATIENCE))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("none of the members answers: [http://127.0.0.1:");
  }

  @Test
  @DisplayName("may be nothing that can be used")
  void nonsenseIsNoLeader() throws Exception {
    first.cluster = "{\"members\": [7, {\"name\": \"\", \"role\": \"leader\"}, {\"name\": \"a\"}]}";

    Picture picture = source(first).ask(PATIENCE);

    assertThat(picture.leader()).isEmpty();
    assertThat(picture.replicas()).isEmpty();
  }

  @Test
  @DisplayName("is asked at addresses only, which hold no secrets")
  void addressesAreJudged() {
    assertThatThrownBy(() -> LeaderDataSource.builder().members("node1:8008"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "LeaderDataSource: members: 'node1:8008' is no address;"
                + " write e.g. http://node1:8008");
    assertThatThrownBy(() -> LeaderDataSource.builder().members("http://me:s3cret@node1:8008"))
        .hasMessage("LeaderDataSource: members: an address holds credentials; leave them out");
    assertThatThrownBy(() -> LeaderDataSource.builder().members("http://node1:8008").build())
        .hasMessage(
            "LeaderDataSource: user: is missing; name the role that connects, and its password");
  }

  @Test
  @DisplayName("has to come more often than a leader is believed in")
  void beliefOutlastsLooks() {
    assertThatThrownBy(
            () ->
                LeaderDataSource.builder()
                    .members("http://node1:8008")
                    .user("app", "s3cret")
                    .silence(Duration.ofSeconds(2))
                    .build())
        .hasMessage(
            "LeaderDataSource: silence: 'PT2S' would end before the next look;"
                + " give more than every, which is 'PT2S'");
  }

  private static ReplicationSource server(String name, String host) {
    return new ReplicationSource(NodeName.of(name), host, 5432);
  }

  private static LeaderSource source(MemberApi... members) {
    List<URI> addresses =
        List.of(members).stream().map(member -> URI.create(member.url() + "/")).toList();
    return new RestSource(addresses, new SystemTicker(), HttpClient.newHttpClient());
  }
}
