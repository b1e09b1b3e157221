package io.matriarch.postgres.slots;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.NodeName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotNamesTest {

  @ParameterizedTest
  @CsvSource({
    "Node-1.example.com, node_1_example_com",
    "a@b c, au0064bu0032c",
    "ÜberNode, u0252bernode",
    "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz01234567,"
        + " abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0"
  })
  void everyMemberNameBecomesASlotName(String member, String slot) {
    assertThat(SlotNames.of(NodeName.of(member))).isEqualTo(slot);
  }
}
