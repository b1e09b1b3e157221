package io.matriarch.testkit.tck;

import static io.matriarch.core.store.WriteResult.APPLIED;
import static io.matriarch.core.store.WriteResult.CONFLICT;
import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.Versioned;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.DocumentKind;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.store.StoreDocument.Initialize;
import io.matriarch.core.store.WriteResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** D: documents are written over what was expected, and over nothing else. */
interface DocumentRules {

  @Test
  @DisplayName("D01 Where nothing is expected, only the first write is applied.")
  default void onlyTheFirstWriteIsApplied(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    ClusterStore b = trial.client("b");

    assertThat(a.put(new Initialize("1"), Expected.ABSENT, trial.call())).isEqualTo(APPLIED);
    assertThat(b.put(new Initialize("2"), Expected.ABSENT, trial.call())).isEqualTo(CONFLICT);

    assertThat(trial.fixture().raw(trial.keys().initialize())).contains("1");
  }

  @Test
  @DisplayName("D02 With an expected version, only the write on exactly that version is applied.")
  default void aVersionIsMeantExactly(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    ClusterStore b = trial.client("b");
    a.put(new Initialize("1"), Expected.ANY, trial.call());
    Expected first = version(trial, a);

    assertThat(b.put(new Initialize("2"), first, trial.call())).isEqualTo(APPLIED);
    assertThat(a.put(new Initialize("3"), first, trial.call())).isEqualTo(CONFLICT);
    assertThat(trial.fixture().raw(trial.keys().initialize())).contains("2");
    assertThat(a.put(new Initialize("3"), version(trial, a), trial.call())).isEqualTo(APPLIED);
    a.remove(DocumentKind.INITIALIZE, Expected.ANY, trial.call());
    assertThat(a.put(new Initialize("4"), first, trial.call())).isEqualTo(CONFLICT);
    assertThat(trial.fixture().raw(trial.keys().initialize())).isEmpty();
  }

  @Test
  @DisplayName("D03 With nothing said, the write is applied.")
  default void whateverIsThereIsOverwritten(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");

    assertThat(a.put(new Initialize("1"), Expected.ANY, trial.call())).isEqualTo(APPLIED);
    assertThat(a.put(new Initialize("2"), Expected.ANY, trial.call())).isEqualTo(APPLIED);

    assertThat(trial.fixture().raw(trial.keys().initialize())).contains("2");
  }

  @Test
  @DisplayName("D04 A removal obeys what is expected, and nothing is left where it was applied.")
  default void aRemovalObeysWhatIsExpected(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    a.put(new Initialize("1"), Expected.ANY, trial.call());
    Expected first = version(trial, a);
    a.put(new Initialize("2"), Expected.ANY, trial.call());

    assertThat(remove(trial, a, Expected.ABSENT)).isEqualTo(CONFLICT);
    assertThat(remove(trial, a, first)).isEqualTo(CONFLICT);
    assertThat(trial.fixture().raw(trial.keys().initialize())).contains("2");
    assertThat(remove(trial, a, version(trial, a))).isEqualTo(APPLIED);
    assertThat(trial.fixture().raw(trial.keys().initialize())).isEmpty();
  }

  @Test
  @DisplayName("D05 What is absent counts as removed.")
  default void whatIsAbsentCountsAsRemoved(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");

    assertThat(remove(trial, a, Expected.ANY)).isEqualTo(APPLIED);
    assertThat(remove(trial, a, Expected.ABSENT)).isEqualTo(APPLIED);
  }

  @Test
  @DisplayName("D06 Of ten writes on one version exactly one is applied.")
  default void ofTenWritesOneIsApplied(Trial trial) throws Exception {
    Contenders contenders = new Contenders(trial, 10);
    ClusterStore reader = trial.client("reader");
    reader.put(new StoreDocument.Failover("{}"), Expected.ANY, trial.call());
    for (int round = 0; round < 5; round++) {
      String suffix = "r" + round;
      Optional<Versioned> before = trial.view(reader).failover();
      Expected same = new Expected.Version(before.orElseThrow().version());
      List<WriteResult> results =
          contenders.together(
              (store, name) ->
                  store.put(
                      new StoreDocument.Failover("{\"member\":\"" + name + suffix + "\"}"),
                      same,
                      trial.call()));

      assertThat(results).filteredOn(APPLIED::equals).hasSize(1);
      assertThat(trial.view(reader).failover().map(Versioned::value))
          .contains("{\"member\":\"n" + results.indexOf(APPLIED) + suffix + "\"}");
    }
  }

  @Test
  @DisplayName("D07 A change of another document is no conflict.")
  default void anotherDocumentIsNoConflict(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    a.put(new Initialize("1"), Expected.ANY, trial.call());
    Expected seen = version(trial, a);

    trial.client("b").put(new StoreDocument.Config("{}"), Expected.ANY, trial.call());
    trial.client("b").put(new StoreDocument.Failover("{}"), Expected.ANY, trial.call());

    assertThat(a.put(new Initialize("2"), seen, trial.call())).isEqualTo(APPLIED);
  }

  @Test
  @DisplayName("D08 The version of a document that another program wrote is as good.")
  default void aStrangersDocumentHasAVersion(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    trial.fixture().write(trial.keys().initialize(), "1");
    Expected first = version(trial, a);
    trial.fixture().write(trial.keys().initialize(), "2");

    assertThat(a.put(new Initialize("3"), first, trial.call())).isEqualTo(CONFLICT);
    assertThat(a.put(new Initialize("3"), version(trial, a), trial.call())).isEqualTo(APPLIED);
  }

  @Test
  @DisplayName("D09 An empty text is a document.")
  default void anEmptyTextIsADocument(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");

    a.put(new Initialize(""), Expected.ABSENT, trial.call());

    assertThat(trial.view(a).initialize().map(Versioned::value)).contains("");
    assertThat(a.put(new Initialize("1"), Expected.ABSENT, trial.call())).isEqualTo(CONFLICT);
    assertThat(a.put(new Initialize("1"), version(trial, a), trial.call())).isEqualTo(APPLIED);
  }

  @Test
  @DisplayName("D10 Versions recur after a removal only where the store says so.")
  default void versionsRecurOnlyWhereTheStoreSaysSo(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    a.put(new Initialize("1"), Expected.ABSENT, trial.call());
    Expected before = version(trial, a);
    a.remove(DocumentKind.INITIALIZE, Expected.ANY, trial.call());
    a.put(new Initialize("1"), Expected.ABSENT, trial.call());

    // Not compared as texts: two versions that look different may mean the same to the store.
    assertThat(a.put(new Initialize("2"), before, trial.call()).equals(APPLIED))
        .as("the version of before is good again")
        .isEqualTo(trial.has(Capability.VERSIONS_RECUR));
  }

  @Test
  @DisplayName("D11 A write of what stands there already makes a new version.")
  default void theSameTextIsANewVersion(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    a.put(new Initialize(""), Expected.ABSENT, trial.call());
    Expected abandoned = version(trial, a);

    assertThat(a.put(new Initialize(""), abandoned, trial.call())).isEqualTo(APPLIED);
    assertThat(trial.client("b").put(new Initialize(""), abandoned, trial.call()))
        .isEqualTo(CONFLICT);
  }

  private static Expected version(Trial trial, ClusterStore store) throws Exception {
    return new Expected.Version(trial.view(store).initialize().orElseThrow().version());
  }

  private static WriteResult remove(Trial trial, ClusterStore store, Expected expected)
      throws Exception {
    return store.remove(DocumentKind.INITIALIZE, expected, trial.call());
  }
}
