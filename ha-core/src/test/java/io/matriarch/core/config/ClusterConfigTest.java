package io.matriarch.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterConfigTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"ttl\":10}                        | 20 |  1 |  9",
        "{\"ttl\":20}                        | 20 |  1 |  9",
        "{\"loop_wait\":20}                  | 30 | 10 | 10",
        "{\"retry_timeout\":20}              | 30 |  1 | 14",
        "{\"loop_wait\":0,\"retry_timeout\":1} | 30 | 1 | 3",
      })
  void besideMembersOfAnotherKindTimeoutsAreAdjustedByTheirArithmetic(
      String json, int ttl, int loopWait, int retry) {
    assertAdjusted(ClusterConfig.parse(json, true), timing(ttl, loopWait, retry));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"ttl\":2}                         |  3 |  1 |  1",
        "{\"ttl\":3}                         |  3 |  1 |  1",
        "{\"ttl\":5,\"retry_timeout\":1}     |  5 |  3 |  1",
        "{\"ttl\":10}                        | 10 |  1 |  4",
        "{\"retry_timeout\":20}              | 30 |  1 | 14",
        "{\"loop_wait\":0,\"retry_timeout\":0} | 30 | 1 | 1",
      })
  void timeoutsAreAdjustedAndEachChangeIsReported(String json, int ttl, int loopWait, int retry) {
    assertAdjusted(ClusterConfig.parse(json), timing(ttl, loopWait, retry));
  }

  private static void assertAdjusted(ClusterConfig config, Timing timing) {
    assertThat(config.timing()).isEqualTo(timing);
    assertThat(config.problems()).isNotEmpty().allMatch(p -> p.toString().contains("using"));
  }

  @Test
  void aShortTtlIsTakenAsGivenUnlessAMemberOfAnotherKindTakesPart() {
    String json = "{\"ttl\":3,\"loop_wait\":1,\"retry_timeout\":1}";

    assertThat(ClusterConfig.parse(json).timing()).isEqualTo(timing(3, 1, 1));
    assertThat(ClusterConfig.parse(json).problems()).isEmpty();
    assertThat(ClusterConfig.parse(json, true).timing()).isEqualTo(timing(20, 1, 3));
    assertThat(ClusterConfig.parse(json, true).problems())
        .extracting(ConfigProblem::toString)
        .first()
        .isEqualTo(
            "ttl: '3' is below the minimum of 20 s while members of another kind take part; "
                + "using 20 s instead, please change one of ttl, loop_wait and retry_timeout");
  }

  @Test
  void timeoutsThatFitAreTakenAsGiven() {
    ClusterConfig config =
        ClusterConfig.parse("{\"ttl\":20,\"loop_wait\":2,\"retry_timeout\":\"5\"}");

    assertThat(config.timing()).isEqualTo(timing(20, 2, 5));
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void anEmptyDocumentMeansTheDefaults() {
    assertThat(ClusterConfig.parse("{}")).isEqualTo(ClusterConfig.DEFAULT);
    assertThat(ClusterConfig.DEFAULT.timing()).isEqualTo(timing(30, 10, 10));
    assertThat(ClusterConfig.DEFAULT.failover())
        .isEqualTo(new FailoverPolicy(1_048_576, false, Duration.ofMinutes(5), 0));
  }

  @Test
  void readsEverythingItKnowsAndKeepsTheText() {
    String json =
        "{\"maximum_lag_on_failover\":2097152,\"check_timeline\":\"on\",\"pause\":true,"
            + "\"primary_start_timeout\":0,\"max_timelines_history\":5,\"failsafe_mode\":1,"
            + "\"mine\":{\"own\":null}}";

    ClusterConfig config = ClusterConfig.parse(json);

    assertThat(config.failover()).isEqualTo(new FailoverPolicy(2_097_152, true, Duration.ZERO, 5));
    assertThat(config.paused()).isTrue();
    assertThat(config.failsafeMode()).isTrue();
    assertThat(config.problems()).isEmpty();
    assertThat(config.text()).isEqualTo(json);
  }

  @Test
  void theOldNameOfTheStartTimeoutCountsOnlyWithoutTheNewOne() {
    assertThat(startTimeout("{\"master_start_timeout\":7}")).hasSeconds(7);
    assertThat(startTimeout("{\"master_start_timeout\":7,\"primary_start_timeout\":9}"))
        .hasSeconds(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ttl\":\"soon\"}",
        "{\"ttl\":99999999999}",
        "{\"loop_wait\":-1}",
        "{\"maximum_lag_on_failover\":\"1MB\"}",
        "{\"maximum_lag_on_failover\":-1}",
        "{\"max_timelines_history\":[1]}",
        "{\"primary_start_timeout\":-3}",
        "{\"pause\":\"maybe\"}",
        "{\"synchronous_mode\":\"sometimes\"}",
        "[]",
        "{",
      })
  void aBadValueBecomesItsDefaultAndOneProblem(String json) {
    ClusterConfig config = ClusterConfig.parse(json);

    assertThat(config.problems()).hasSize(1);
    assertThat(config)
        .usingRecursiveComparison()
        .ignoringFields("text", "problems")
        .isEqualTo(ClusterConfig.DEFAULT);
  }

  @Test
  void aProblemIsOneLineWithPlaceValueAndRemedy() {
    ClusterConfig config = ClusterConfig.parse("{\"ttl\":\"so\\non\"}");

    assertThat(config.problems())
        .extracting(ConfigProblem::toString)
        .containsExactly(
            "ttl: 'so on' is not a usable number; using 30 instead, "
                + "please write seconds as a plain number");
    assertThat(config.problems())
        .extracting(ConfigProblem::refusal)
        .containsExactly("ttl: 'so on' is not a usable number; write seconds as a plain number");
  }

  @Test
  void aNestedValueInAWrongPlaceIsNotShown() {
    ClusterConfig config = ClusterConfig.parse("{\"pause\":{\"password\":\"secret\"}}");

    assertThat(config.problems().toString()).contains("pause").doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"synchronous_mode\":true}                              | synchronous_mode",
        "{\"synchronous_mode\":\"on\"}                            | synchronous_mode",
        "{\"synchronous_mode\":\"Quorum\"}                        | synchronous_mode",
        "{\"standby_cluster\":{\"host\":\"far\"}}                 | standby_cluster",
        "{\"standby_cluster\":{\"port\":5432}}                    | standby_cluster",
        "{\"standby_cluster\":{\"restore_command\":\"cp %f %p\"}} | standby_cluster",
        "{\"citus\":{\"group\":0}}                                | citus",
      })
  void aModeThatIsNotBuiltIsNamed(String json, String mode) {
    assertThat(ClusterConfig.parse(json).unbuiltModes()).containsExactly(mode);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"synchronous_mode\":\"off\"}",
        "{\"synchronous_mode\":null}",
        "{\"synchronous_mode_strict\":true}",
        "{\"standby_cluster\":{\"host\":\"\",\"port\":null,\"primary_slot_name\":\"x\"}}",
        "{\"standby_cluster\":null}",
        "{\"citus\":null}",
      })
  void aModeThatIsOffIsNotNamed(String json) {
    assertThat(ClusterConfig.parse(json).unbuiltModes()).isEmpty();
  }

  @Test
  void onlyAJsonObjectIsUsable() {
    assertThat(ClusterConfig.isUsable("{}")).isTrue();
    assertThat(ClusterConfig.isUsable("[]")).isFalse();
    assertThat(ClusterConfig.isUsable("null")).isFalse();
    assertThat(ClusterConfig.isUsable("")).isFalse();
  }

  private static Duration startTimeout(String json) {
    return ClusterConfig.parse(json).failover().primaryStartTimeout();
  }

  private static Timing timing(int ttl, int loopWait, int retryTimeout) {
    return new Timing(
        Duration.ofSeconds(ttl), Duration.ofSeconds(loopWait), Duration.ofSeconds(retryTimeout));
  }
}
