package io.matriarch.examples.quickstart.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemberTableTest {

  @Test
  void aClusterLooksAsPatronictlShowsIt() {
    MemberStatus leader =
        new MemberStatus(
            "primary", "running", Optional.of(1L), Optional.of(67108960L), Optional.empty());
    MemberStatus replica =
        new MemberStatus(
            "replica", "streaming", Optional.of(1L), Optional.of(67108960L), Optional.of(0L));

    List<String> table =
        MemberTable.lines(
            "Cluster: batman (7711176616392302637)",
            List.of(
                new MemberTable.Row("pg0", "127.0.0.1:5500", true, Optional.of(leader)),
                new MemberTable.Row("pg1", "127.0.0.1:5501", false, Optional.of(replica)),
                new MemberTable.Row("pg2", "127.0.0.1:5502", false, Optional.empty())));

    assertThat(table)
        .containsExactly(
            "+ Cluster: batman (7711176616392302637) --------+----+-------------+-----+------------+-----+",
            "| Member | Host           | Role    | State     | TL | Receive LSN | Lag | Replay LSN | Lag |",
            "+--------+----------------+---------+-----------+----+-------------+-----+------------+-----+",
            "| pg0    | 127.0.0.1:5500 | Leader  | running   |  1 |             |     |            |     |",
            "| pg1    | 127.0.0.1:5501 | Replica | streaming |  1 |   0/4000060 |   0 |        0/0 |  64 |",
            "| pg2    | 127.0.0.1:5502 | Replica | no answer |    |             |     |            |     |",
            "+--------+----------------+---------+-----------+----+-------------+-----+------------+-----+");
  }
}
