package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.api.StatusNow;
import io.matriarch.core.config.Json;
import io.matriarch.core.model.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The description of the API and the API say the same. */
class OpenApiTest {
  private static final Path FILE = Path.of("../docs/openapi.yaml");
  private static final Set<String> BODILESS = Set.of("HEAD", "OPTIONS");
  private static final String SYNC = "{\"leader\":\"a\",\"quorum\":0,\"sync_standby\":\"b\"}";

  private static Map<String, Object> document;

  @BeforeAll
  static void read() throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(1000);
    try (InputStream in = Files.newInputStream(FILE)) {
      document = Json.asObject(new Yaml(new SafeConstructor(options)).load(in)).orElseThrow();
    }
  }

  @Test
  void everyRouteIsDescribedAndNothingElse() {
    Router router =
        new Router(new FixedNode(Statuses.primary().build()), new TestTicker(), "instance");
    Set<String> routes =
        router.table().stream()
            .map(route -> route.method() + " /" + route.path())
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> described = new TreeSet<>(operations());
    described.removeIf(operation -> isHealth(operation.split(" ")[1]));

    assertThat(described).isEqualTo(routes);
  }

  @Test
  void guardsAreDescribed() {
    Router router =
        new Router(new FixedNode(Statuses.primary().build()), new TestTicker(), "instance");

    assertThat(router.table())
        .allSatisfy(
            route -> {
              boolean secured =
                  operation(route.method(), "/" + route.path()).containsKey("security");
              assertThat(secured)
                  .as(route.method() + " " + route.path())
                  .isEqualTo(route.guard() != Route.Guard.OPEN);
            });
  }

  @Test
  void everyHealthCheckIsOneThatSomeNodePasses() {
    List<Statuses> nodes =
        List.of(
            Statuses.primary(),
            Statuses.replica(),
            Statuses.replica().with(s -> s.sync = SYNC).with(s -> s.config = mode("on")),
            Statuses.replica().with(s -> s.sync = SYNC).with(s -> s.config = mode("quorum")),
            Statuses.primary().with(s -> s.role = Role.STANDBY_LEADER));
    List<String> health = paths().keySet().stream().filter(OpenApiTest::isHealth).toList();

    assertThat(health).hasSizeGreaterThan(15);
    assertThat(health)
        .allSatisfy(
            path -> {
              assertThat(methods(path)).containsExactlyInAnyOrder("GET", "HEAD", "OPTIONS");
              assertThat(nodes)
                  .anySatisfy(
                      node ->
                          assertThat(
                                  HealthRules.code(
                                      path,
                                      Query.parse(null),
                                      new StatusNow(node.build(), TestTicker.START)))
                              .isEqualTo(200));
            });
  }

  @Test
  void fieldsOfRecordedDocumentsAreDescribed() throws IOException {
    Recorded.all("/recorded-rest.json")
        .forEach(
            recorded ->
                assertThat(fields("Status"))
                    .containsAll(Json.object(recorded.text("body")).orElseThrow().keySet()));
    Recorded.all("/recorded-cluster.json")
        .flatMap(state -> state.object("nodes").values().stream())
        .map(node -> Json.asObject(node).orElseThrow().get("cluster").toString())
        .map(cluster -> Json.object(cluster).orElseThrow())
        .forEach(
            cluster -> {
              assertThat(fields("Cluster")).containsAll(cluster.keySet());
              Json.asArray(cluster.get("members"))
                  .orElseThrow()
                  .forEach(
                      member ->
                          assertThat(fields("Member"))
                              .containsAll(Json.asObject(member).orElseThrow().keySet()));
            });
  }

  @Test
  void fieldsOfOurOwnDocumentsAreDescribed() {
    StatusNow at = new StatusNow(Statuses.primary().build(), TestTicker.START);

    assertThat(fields("Explanation")).isEqualTo(keys(ExplainJson.body(at)));
    assertThat(fields("Rules")).isEqualTo(keys(RulesJson.body()));
    assertThat(fields("Journal")).isEqualTo(keys(JournalJson.body(at.status(), List.of())));
    assertThat(fields("FailoverReport")).isEqualTo(keys(FailoverJson.body(at.status(), List.of())));
    assertThat(FILE)
        .content()
        .contains(
            Arrays.stream(FailoverPhase.values())
                .map(FailoverPhase::text)
                .collect(Collectors.joining(", ", "enum: [", "]")));
  }

  private static Set<String> fields(String schema) {
    return object(document, "components", "schemas", schema, "properties").keySet();
  }

  private static Set<String> keys(byte[] body) {
    return Json.object(new String(body, StandardCharsets.UTF_8)).orElseThrow().keySet();
  }

  private static String mode(String synchronous) {
    return "{\"synchronous_mode\":\"" + synchronous + "\"}";
  }

  private static Map<String, Object> paths() {
    return object(document, "paths");
  }

  private static Stream<String> methods(String path) {
    return object(paths(), path).keySet().stream().map(m -> m.toUpperCase(Locale.ROOT));
  }

  private static List<String> operations() {
    return paths().keySet().stream()
        .flatMap(path -> methods(path).map(method -> method + " " + path))
        .toList();
  }

  private static Map<String, Object> operation(String method, String path) {
    return object(paths(), path, method.toLowerCase(Locale.ROOT));
  }

  private static boolean isHealth(String path) {
    return methods(path).anyMatch(BODILESS::contains);
  }

  private static Map<String, Object> object(Map<String, Object> from, String... path) {
    Map<String, Object> at = from;
    for (String step : path) {
      at = Json.asObject(at.get(step)).orElseThrow(() -> new AssertionError("no " + step));
    }
    return at;
  }
}
