package io.matriarch.core.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.wire.MemberCodec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may be using a claim to create the cluster, as members of both kinds tell. */
class StandingClaimTest {

  @ParameterizedTest
  @CsvSource({
    "initializing new cluster, uninitialized, true",
    "running custom bootstrap script, uninitialized, true",
    "starting after custom bootstrap, uninitialized, true",
    "starting, uninitialized, true",
    "running, uninitialized, true",
    "a word of tomorrow, uninitialized, true",
    "stopped, replica, true",
    "stopped, demoted, true",
    "stopped, uninitialized, false",
    "initdb failed, uninitialized, false",
    "custom bootstrap failed, uninitialized, false",
    "start failed, uninitialized, false",
    "crashed, uninitialized, false"
  })
  void onlyWhoIsIdleWithoutDataDoesNot(String state, String role, boolean atWork) {
    String json = "{\"state\":\"%s\",\"role\":\"%s\"}".formatted(state, role);

    assertThat(StandingClaim.atWork(member(json), false)).isEqualTo(atWork);
  }

  @ParameterizedTest
  @CsvSource({
    "running, replica, false",
    "stopped, replica, false",
    "starting, replica, true",
    "starting after custom bootstrap, replica, true",
    "a word of tomorrow, replica, true",
    "stopped, demoted, true",
    "stopped, primary, true",
    "running, primary, true",
    "running, uninitialized, true",
    "stopped, uninitialized, false"
  })
  void aReplicaWaitsForWhoeverHasThePrimarysData(String state, String role, boolean atWork) {
    String json = "{\"state\":\"%s\",\"role\":\"%s\"}".formatted(state, role);

    assertThat(StandingClaim.atWork(member(json), true)).isEqualTo(atWork);
  }

  private static MemberRecord member(String json) {
    return MemberCodec.decode(NodeName.of("c"), json);
  }
}
