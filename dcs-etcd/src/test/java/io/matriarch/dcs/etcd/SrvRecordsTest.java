package io.matriarch.dcs.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SrvRecordsTest {
  private NameServer dns;

  @AfterEach
  void stop() {
    dns.close();
  }

  @Test
  void the_first_service_that_has_records_counts() throws Exception {
    dns =
        new NameServer(
            Map.of(
                "_etcd-client._tcp.example.org.", List.of("e2.example.org:2379", "e1:2380"),
                "_etcd._tcp.example.org.", List.of("old:4001")));

    assertThat(find(""))
        .containsExactly(
            new Address("e1", 2380, false), new Address("e2.example.org", 2379, false));
  }

  @Test
  void a_service_for_tls_comes_first_and_says_so() throws Exception {
    dns =
        new NameServer(
            Map.of(
                "_etcd-client-ssl._tcp.example.org.", List.of("e1:2379"),
                "_etcd-client._tcp.example.org.", List.of("e2:2379")));

    assertThat(find("")).containsExactly(new Address("e1", 2379, true));
  }

  @Test
  void a_suffix_belongs_to_the_name_of_the_service() throws Exception {
    dns =
        new NameServer(
            Map.of(
                "_etcd-client-foo._tcp.example.org.", List.of("e1:2379"),
                "_etcd-client._tcp.example.org.", List.of("e2:2379")));

    assertThat(find("foo")).containsExactly(new Address("e1", 2379, false));
  }

  @Test
  void a_domain_without_records_is_named() throws Exception {
    dns = new NameServer(Map.of());

    assertThatThrownBy(() -> find("")).hasMessageContaining("SRV records of example.org");
  }

  private List<Address> find(String suffix) throws Exception {
    SrvRecords records = new SrvRecords("example.org", suffix, "dns://127.0.0.1:" + dns.port());
    return records.find().get(20, TimeUnit.SECONDS);
  }
}
