package io.matriarch.examples.quickstart.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EtcdMetricsTest {
  /** As a server of 3.5 prints them. */
  private static final String TEXT =
      """
      # HELP etcd_server_is_leader Whether or not this member is a leader. 1 if is, 0 otherwise.
      # TYPE etcd_server_is_leader gauge
      etcd_server_is_leader 1
      # HELP etcd_server_leader_changes_seen_total The number of leader changes seen.
      # TYPE etcd_server_leader_changes_seen_total counter
      etcd_server_leader_changes_seen_total 1
      # HELP grpc_server_msg_received_total Total number of RPC stream messages received on the server.
      # TYPE grpc_server_msg_received_total counter
      grpc_server_msg_received_total{grpc_method="LeaseKeepAlive",grpc_service="etcdserverpb.Lease",grpc_type="bidi_stream"} 40
      grpc_server_msg_received_total{grpc_method="Txn",grpc_service="etcdserverpb.KV",grpc_type="unary"} 1.2e+06
      grpc_server_msg_sent_total{grpc_method="Txn",grpc_service="etcdserverpb.KV",grpc_type="unary"} 9
      """;

  @Test
  void aCounterIsSummedOverItsLabelsAndNotMixedWithOthers() {
    assertThat(new EtcdMetrics(TEXT).received()).isEqualTo(1_200_040);
  }

  @Test
  void theLeaderSaysSo() {
    assertThat(new EtcdMetrics(TEXT).leads()).isTrue();
    assertThat(new EtcdMetrics(TEXT.replace("is_leader 1", "is_leader 0")).leads()).isFalse();
    assertThat(new EtcdMetrics("").leads()).isFalse();
  }
}
