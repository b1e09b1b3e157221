package io.matriarch.dcs.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EtcdSettingsTest {

  @ParameterizedTest
  @MethodSource
  void servers_are_found_in_every_form(Map<String, Object> section, List<Address> expected) {
    assertThat(addresses(section)).isEqualTo(expected);
  }

  static Stream<Arguments> servers_are_found_in_every_form() {
    Address plain = new Address("e1", 2379, false);
    return Stream.of(
        Arguments.of(Map.of("host", "e1"), List.of(plain)),
        Arguments.of(Map.of("host", "e1:4001"), List.of(new Address("e1", 4001, false))),
        Arguments.of(Map.of("host", "e1", "port", 4001), List.of(new Address("e1", 4001, false))),
        Arguments.of(
            Map.of("hosts", "e1:2379, [::1]:2380"),
            List.of(plain, new Address("::1", 2380, false))),
        Arguments.of(
            Map.of("hosts", List.of("e1", "fe80::1")),
            List.of(plain, new Address("fe80::1", 2379, false))),
        Arguments.of(
            Map.of("hosts", List.of("e1"), "protocol", "https"),
            List.of(new Address("e1", 2379, true))),
        Arguments.of(
            Map.of("url", "https://e1:4001", "hosts", "others"),
            List.of(new Address("e1", 4001, true))),
        Arguments.of(
            Map.of("url", "https://u:p@e1/", "protocol", "http"),
            List.of(new Address("e1", 2379, true))),
        Arguments.of(Map.of("proxy", "http://e1:2379"), List.of(plain)));
  }

  @Test
  void credentials_come_from_their_keys_or_from_the_url() {
    Access.Credentials keys =
        access(Map.of("host", "e1", "username", "u", "password", "p")).credentials().orElseThrow();
    Access.Credentials url = access(Map.of("url", "http://u:p@e1")).credentials().orElseThrow();

    assertThat(Bytes.text(keys.user()) + Bytes.text(keys.password())).isEqualTo("up");
    assertThat(Bytes.text(url.user()) + Bytes.text(url.password())).isEqualTo("up");
    assertThat(url.toString()).doesNotContain("p@").isEqualTo("Credentials[]");
  }

  @ParameterizedTest
  @MethodSource
  void what_is_wrong_is_named_with_its_remedy(Map<String, Object> section, String message) {
    assertThatThrownBy(() -> EtcdSettings.parse("etcd3", section))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  static Stream<Arguments> what_is_wrong_is_named_with_its_remedy() {
    return Stream.of(
        Arguments.of(
            Map.of(),
            "etcd3.hosts is missing: give a list such as [etcd1:2379, etcd2:2379, etcd3:2379]"),
        Arguments.of(
            Map.of("hosts", "e1:x"), "etcd3.hosts: 'e1:x' is not a server: write host:port"),
        Arguments.of(
            Map.of("host", "u:secret@e1"), "etcd3.host: 'e1' is not a server: write host:port"),
        Arguments.of(
            Map.of("host", "e1:70000"), "etcd3.host: '70000' is not a port: write host:port"),
        Arguments.of(
            Map.of("url", "u:secret@e1"), "etcd3.url is not an address: write http://host:port"),
        Arguments.of(
            Map.of("host", "e1", "protocol", "udp"),
            "etcd3.protocol: 'udp' is none: write http or https"),
        Arguments.of(
            Map.of("host", "e1", "username", "u"),
            "etcd3.password is missing beside username: add it, or remove username"),
        Arguments.of(
            Map.of("host", "e1", "cacert", "/nowhere"),
            "etcd3.cacert: '/nowhere' cannot be read; name a PEM file that this user can read"));
  }

  @Test
  void files_that_hold_something_else_are_named(@TempDir Path folder) throws Exception {
    Path junk = Files.writeString(folder.resolve("junk"), "junk");

    for (String key : List.of("cacert", "cert")) {
      assertThatThrownBy(
              () -> EtcdSettings.parse("etcd3", Map.of("host", "e1", key, junk.toString())))
          .hasMessageStartingWith("etcd3.%s: '%s' holds no ".formatted(key, junk));
    }
    assertThatThrownBy(
            () -> EtcdSettings.parse("etcd3", Map.of("host", "e1", "key", junk.toString())))
        .hasMessage("etcd3.cert is missing beside key: name the file with the certificate");
  }

  private static List<Address> addresses(Map<String, Object> section) {
    return EtcdSettings.parse("etcd3", section).addresses().get().join();
  }

  private static Access access(Map<String, Object> section) {
    return EtcdSettings.parse("etcd3", section).access();
  }
}
