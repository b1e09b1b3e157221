package io.matriarch.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.cli.CtlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors of contract A.2. */
class DcsUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                   | etcd      | {host=localhost:2379} | ",
        "localhost:8500       | consul    | {host=localhost:8500} | ",
        "zookeeper://h        | zookeeper | {hosts=[h:2181]}      | ",
        "consul://x:1/ns      | consul    | {host=x:1}            | /ns",
        "etcd3://h:1          | etcd3     | {host=h:1}            | ",
        "host:2181            | zookeeper | {hosts=[host:2181]}   | ",
        "zookeeper://[::1]:5/ | zookeeper | {hosts=[[::1]:5]}     | ",
      })
  void reads(String text, String section, String settings, String namespace) {
    DcsUrl url = DcsUrl.parse(text);

    assertThat(url.store().section()).isEqualTo(section);
    assertThat(url.store().settings().toString()).isEqualTo(settings);
    assertThat(url.namespace().orElse(null)).isEqualTo(namespace);
  }

  @Test
  void refuses_what_names_no_store() {
    assertThatThrownBy(() -> DcsUrl.parse("ftp://host"))
        .isInstanceOf(CtlException.class)
        .hasMessage("--dcs-url: unknown store 'ftp'; use zookeeper://host");
    assertThatThrownBy(() -> DcsUrl.parse("host:port"))
        .isInstanceOf(CtlException.class)
        .hasMessageContaining("'host:port' is no address");
  }
}
