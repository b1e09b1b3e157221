package io.matriarch.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrettyTableTest {
  private static final List<Column> COLUMNS = List.of(Column.left("A"), Column.right("Number"));

  @Test
  void several_lines_in_a_cell_put_rules_between_all_rows() {
    String table =
        PrettyTable.render(new Table(COLUMNS, List.of(List.of("x\nyy", 1), List.of("z", 20))), "");

    assertThat(table)
        .isEqualTo(
            """
            +----+--------+
            | A  | Number |
            +----+--------+
            | x  |      1 |
            | yy |        |
            +----+--------+
            | z  |     20 |
            +----+--------+""");
  }

  @Test
  void a_title_is_cut_to_fit() {
    String table = PrettyTable.render(new Table(COLUMNS, List.of()), " Cluster: far too long ");

    assertThat(table)
        .isEqualTo(
            """
            + Cluster: fa+
            | A | Number |
            +---+--------+
            +---+--------+""");
  }

  @Test
  void cells_without_a_heading_stand_alone() {
    String table = PrettyTable.render(new Table(List.of(), List.of(List.of("now", "what"))), "");

    assertThat(table)
        .isEqualTo(
            """
            +-----+------+
            | now | what |
            +-----+------+""");
  }
}
