package io.matriarch.examples.quickstart.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.examples.quickstart.RunningCluster;
import io.matriarch.examples.quickstart.cluster.DataOwner;
import io.matriarch.examples.quickstart.cluster.DemoCluster;
import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.Launcher;
import io.matriarch.examples.quickstart.cluster.NodeFile;
import io.matriarch.examples.quickstart.cluster.Timing;
import io.matriarch.examples.quickstart.cluster.Wait;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * A cluster with every kind of secret is made, copied, asked, broken and mended, with everything
 * logged; no secret shows where others may look.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class SecretsEndToEnd {
  private static final int TTL = 20;
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Pattern ROUTE = Pattern.compile("(?m)^  (/\\S*):");

  private RunningCluster running;
  private DemoCluster cluster;
  private Secrets secrets;
  private ProcessScan processes;
  private HttpsQuestions questions;

  @BeforeAll
  void start() throws Exception {
    running = RunningCluster.prepare(Timing.ofTtl(TTL), 2);
    cluster = running.cluster();
    secrets = Secrets.beside(cluster.file());
    questions = new HttpsQuestions();
    Certificate certificate = Certificate.create(running.work().path(), secrets.key());
    processes = ProcessScan.start(secrets.all());
    for (DemoNode node : cluster.nodes()) {
      Path file = node.spec().configuration();
      NodeFile.write(
          file, secrets.file(cluster.file(), node.spec(), certificate.file(), certificate.key()));
      DataOwner.ofThisProcess().give(file);
      start(node);
    }
    awaitReplica();
  }

  @AfterAll
  void stop() throws Exception {
    if (processes != null) {
      processes.close();
    }
    if (running != null) {
      running.stop();
    }
  }

  @Test
  void noSecretShows() throws Exception {
    askEverything();
    moveLeadership();
    loseTheLeaderAndGetItBack();
    askEverything();

    assertThat(processes.programs()).contains("postgres", "pg_basebackup", "pg_rewind", "java");
    assertThat(processes.found()).isEmpty();
    shows("the REST API's answers", questions.answers());
    for (DemoNode node : cluster.nodes()) {
      shows("the log of " + node.name(), Files.readString(node.spec().log()));
      shows("settings of " + node.name(), settings(node));
    }
  }

  @Test
  void aWrongFileIsRefusedWithoutShowingWhatItHolds() throws Exception {
    DemoNode node = cluster.nodes().get(0);
    String good = Files.readString(node.spec().configuration());
    for (String secret : secrets.all()) {
      // A list in its place, a key that cannot be read with it, a line that is no YAML.
      for (String bad :
          List.of("['" + secret + "']", "'" + secret + "' '", "{" + secret + ": 1}")) {
        Path file = running.work().path().resolve("bad.yml");
        NodeFile.write(file, good.replace("'" + secret + "'", bad));
        Path log = running.work().path().resolve("validation.log");
        new ProcessBuilder(launcher(), "--validate-config", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
        shows("the complaint about " + bad.replace(secret, "..."), Files.readString(log));
      }
    }
  }

  private static String launcher() {
    return Launcher.find().toString();
  }

  /** The nodes know a secret from their environment, as those in containers do. */
  private void start(DemoNode node) {
    node.start(Map.of("PATRONI_SUPERUSER_PASSWORD", secrets.superuser()));
  }

  /** The test fails with the line that shows a secret, and without the secret. */
  private void shows(String what, String text) {
    for (String secret : secrets.all()) {
      assertThat(text.lines().filter(line -> line.contains(secret)))
          .as(what)
          .extracting(line -> line.replace(secret, "(secret)"))
          .isEmpty();
    }
  }

  private void askEverything() throws Exception {
    Matcher routes = ROUTE.matcher(Files.readString(Path.of("../../docs/openapi.yaml")));
    while (routes.find()) {
      for (DemoNode node : cluster.nodes()) {
        int port = node.spec().restPort();
        String path = routes.group(1);
        questions.ask(port, "GET", path, "", Optional.empty());
        for (String method : List.of("POST", "PUT", "PATCH")) {
          assertThat(questions.ask(port, method, path, "{", Optional.of("wrong")))
              .as("%s %s", method, path)
              .isNotEqualTo(Optional.of(200));
          questions.ask(port, method, path, "{", Optional.of(secrets.rest()));
        }
      }
    }
  }

  private void moveLeadership() throws Exception {
    DemoNode leader = leader();
    String order = "{\"leader\": \"" + leader.name() + "\"}";
    int port = leader.spec().restPort();
    assertThat(questions.ask(port, "POST", "/switchover", order, Optional.empty())).contains(401);
    assertThat(questions.ask(port, "POST", "/switchover", order, Optional.of(secrets.rest())))
        .as(questions.last())
        .contains(200);
    awaitReplica();
  }

  private void loseTheLeaderAndGetItBack() throws Exception {
    DemoNode lost = leader();
    writeWhatNobodyReceives(lost);
    lost.kill();
    Wait.until("another leader", SOON, () -> !leader().equals(lost));
    start(lost);
    awaitReplica();
  }

  /** So that the node has to be rewound. */
  private void writeWhatNobodyReceives(DemoNode leader) throws Exception {
    awaitReplica();
    String sender = query(leader, "SELECT max(pid) FROM pg_stat_replication");
    assertThat(new ProcessBuilder("kill", "-STOP", sender).start().waitFor()).isZero();
    try (Connection connection = cluster.database().node(leader.spec(), "test");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE lost AS SELECT generate_series(1, 1000)");
    }
  }

  private DemoNode leader() throws InterruptedException {
    String name = cluster.store().leader().orElseThrow();
    return cluster.nodes().stream().filter(n -> n.name().equals(name)).findFirst().orElseThrow();
  }

  private void awaitReplica() throws InterruptedException {
    Wait.until(
        "a streaming replica",
        SOON,
        () ->
            query(leader(), "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'")
                .equals("1"));
  }

  private String settings(DemoNode node) throws Exception {
    return query(node, "SELECT string_agg(name || ' = ' || setting, E'\\n') FROM pg_settings");
  }

  private String query(DemoNode node, String sql) throws Exception {
    try (Connection connection = cluster.database().node(node.spec(), "test");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
