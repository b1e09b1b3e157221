package io.matriarch.core.internal.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"password\": \"a\\\"b\", \"x\": 1} | {\"password\": \"***\", \"x\": 1}",
        "{\"Replication_PassWord\":\"a\"} | {\"Replication_PassWord\":\"***\"}",
        "{\"api.token\":\"a\",\"b\":\"c\"} | {\"api.token\":\"***\",\"b\":\"c\"}",
        "host=a password=s3cret user=b | host=a password=*** user=b",
        "password = 's3 cr\\'et' user=b | password = '***' user=b",
        "postgres://me:s3cret@host:5432/db | postgres://me:***@host:5432/db",
        "http://h/?secret=x&a=b | http://h/?secret=***&a=b"
      })
  void valuesOfSecretsAreMaskedAndStayMasked(String text, String masked) {
    assertThat(Secrets.masked(text)).isEqualTo(masked);
    assertThat(Secrets.masked(masked)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://a:5432/postgres",
        "http://127.0.0.1:8008/patroni",
        "{\"ttl\":30,\"postgresql\":{\"use_slots\":true}}",
        "no action. I am (a), the leader with the lock",
        "postgres://[::1]:5432/postgres"
      })
  void everythingElseStaysAsItIs(String text) {
    assertThat(Secrets.masked(text)).isEqualTo(text);
  }
}
