package io.matriarch.postgres.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.config.Json;
import org.junit.jupiter.api.Test;

class SlotWishesTest {

  private static SlotWishes of(String cluster) {
    return SlotWishes.of(new ClusterSection(Json.object(cluster).orElseThrow()));
  }

  @Test
  void physicalSlotsAreThoseWithoutAnythingElseAndThoseThatSaySo() {
    assertThat(
            of("""
               {"slots": {"a": null, "b": 0, "c": {}, "d": {"type": "physical"},
                 "e": {"type": "logical"}, "f": {"database": "x", "plugin": "y"}, "g": "odd",
                 "Not-a-name": null, "h": {"cluster_type": "standby"},
                 "i": {"cluster_type": "primary"}}}
               """)
                .permanent())
        .containsExactlyInAnyOrder("a", "b", "c", "d", "i");
    assertThat(
            of("{\"standby_cluster\": {}, \"slots\": {\"h\": {\"cluster_type\": \"standby\"}}}")
                .permanent())
        .containsExactly("h");
  }

  @Test
  void theFirstOfTheNamesThatSaysSomethingCounts() {
    assertThat(
            of("""
               {"permanent_replication_slots": {}, "permanent_slots": {"a": null},
                "slots": {"b": null}}
               """)
                .permanent())
        .containsExactly("a");
  }

  @Test
  void allAttributesOfAMatcherMustMatch() {
    SlotWishes wishes =
        of(
            """
           {"ignore_slots": [{"name": "a"}, {"name": "b", "type": "logical"}, {}, 5,
             {"name": "c", "plugin": "x"}]}
           """);

    assertThat(wishes.ignores("a")).isTrue();
    assertThat(wishes.ignores("b")).isFalse();
    assertThat(wishes.ignores("c")).isFalse();
    assertThat(of("{\"ignore_slots\": [{\"type\": \"physical\"}]}").ignores("x")).isTrue();
    assertThat(of("{}").ignores("x")).isFalse();
  }
}
