package io.matriarch.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicationSourceTest {
  private static final NodeName NAME = NodeName.of("a");

  @ParameterizedTest
  @CsvSource({
    "postgres://10.0.0.1:5433/postgres, 10.0.0.1:5433",
    "postgres://10.0.0.1/postgres, 10.0.0.1:5432",
    "postgresql://db.example.com/postgres, db.example.com:5432",
    "postgres://[::1]:5433/postgres, ::1:5433",
    "log://10.0.0.1:7000, 10.0.0.1:7000"
  })
  void aUrlOfAnySchemeNamesThePlace(String url, String address) {
    assertThat(ReplicationSource.fromConnUrl(NAME, url).map(ReplicationSource::address))
        .contains(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "log://10.0.0.1", "10.0.0.1:7000", "log:7000", "log://a b:7"})
  void whatNamesNoHostOrPortIsNoPlace(String url) {
    assertThat(ReplicationSource.fromConnUrl(NAME, url)).isEmpty();
  }

  @Test
  void nothingIsNoPlace() {
    assertThat(ReplicationSource.fromConnUrl(NAME, null)).isEqualTo(Optional.empty());
  }
}
