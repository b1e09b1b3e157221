package io.matriarch.cli.command;

import io.matriarch.cli.format.Column;
import io.matriarch.cli.format.Format;
import io.matriarch.cli.format.Table;
import io.matriarch.cli.format.TableText;
import io.matriarch.core.config.Json;
import io.matriarch.core.model.Versioned;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "history", description = "Shows when leadership has moved.")
final class HistoryCommand implements Runnable {
  private static final List<Column> COLUMNS =
      List.of(
          Column.right("TL"),
          Column.right("LSN"),
          Column.left("Reason"),
          Column.left("Timestamp"),
          Column.left("New Leader"));

  private final Session session;

  @Mixin private ClusterOption cluster = new ClusterOption();

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}; by default pretty.")
  private Format format = Format.PRETTY;

  HistoryCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    List<List<Object>> rows =
        cluster
            .read(session)
            .view()
            .history()
            .map(Versioned::value)
            .flatMap(Json::array)
            .orElse(List.of())
            .stream()
            .map(line -> padded(Json.asArray(line).orElse(List.of())))
            .toList();
    session.terminal().line(TableText.render(new Table(COLUMNS, rows), format, "", "\t"));
  }

  /** Old entries lack what was not known then. */
  private static List<Object> padded(List<Object> line) {
    List<Object> cells = new ArrayList<>(line.subList(0, Math.min(line.size(), COLUMNS.size())));
    while (cells.size() < COLUMNS.size()) {
      cells.add("");
    }
    return cells;
  }
}
