package io.matriarch.cli.cluster;

import io.matriarch.cli.format.Column;
import io.matriarch.cli.format.Format;
import io.matriarch.cli.format.Table;
import io.matriarch.cli.format.YamlText;
import io.matriarch.core.model.Lsn;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.ScheduledRestart;
import io.matriarch.core.wire.StateNames;
import io.matriarch.core.wire.Timestamps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The members of one cluster as a table. */
public final class MemberTable {
  private static final String UNKNOWN = "unknown";
  private static final double MEBIBYTE = 1024 * 1024;
  private static final int LONGEST_REASON = 50;

  private final Cluster cluster;
  private final Format format;
  private final boolean withPorts;

  private MemberTable(Cluster cluster, Format format) {
    this.cluster = cluster;
    this.format = format;
    List<Optional<MemberAddress>> addresses =
        cluster.members().stream().map(MemberAddress::of).toList();
    long hosts = addresses.stream().map(a -> a.map(MemberAddress::host)).distinct().count();
    this.withPorts =
        hosts < addresses.size()
            || addresses.stream().flatMap(Optional::stream).anyMatch(a -> !a.hasUsualPort());
  }

  /** A member, and its name as this format shows it. */
  private record Line(MemberRecord member, String label) {}

  /**
   * @param extended with the columns that are left out where nobody has anything to say
   */
  public static Table of(Cluster cluster, Format format, boolean extended) {
    return new MemberTable(cluster, format).table(extended);
  }

  private Table table(boolean extended) {
    List<Column> columns = new ArrayList<>();
    if (!format.isForPeople()) {
      columns.add(Column.left("Cluster"));
      if (cluster.group().isPresent()) {
        columns.add(Column.right("Group"));
      }
    }
    columns.addAll(
        List.of(
            Column.left("Member"),
            Column.left("Host"),
            Column.left("Role"),
            Column.left("State"),
            Column.right("TL"),
            Column.right("Receive LSN"),
            new Column("Receive Lag", "Lag", true),
            Column.right("Replay LSN"),
            new Column("Replay Lag", "Lag", true)));
    List<Line> lines = lines();
    for (String name :
        List.of("Pending restart", "Pending restart reason", "Scheduled restart", "Tags")) {
      if (extended || lines.stream().anyMatch(line -> !cell(line, name).equals(""))) {
        columns.add(Column.left(name));
      }
    }
    return new Table(
        columns,
        lines.stream()
            .map(line -> columns.stream().map(column -> cell(line, column.name())).toList())
            .toList());
  }

  private List<Line> lines() {
    return format == Format.TOPOLOGY
        ? Topology.of(cluster).stream().map(p -> new Line(p.member(), p.label())).toList()
        : cluster.members().stream().map(m -> new Line(m, m.name().value())).toList();
  }

  private Object cell(Line line, String column) {
    MemberRecord member = line.member();
    return switch (column) {
      case "Cluster" -> cluster.name();
      case "Group" -> cluster.group().orElseThrow();
      case "Member" -> line.label();
      case "Host" -> MemberAddress.of(member).map(this::host).orElse("");
      case "Role" -> title(cluster.role(member));
      case "State" -> state(member);
      case "TL" -> number(member.timeline());
      case "Receive LSN" -> lsn(member, received(member));
      case "Receive Lag" -> lag(member, received(member));
      case "Replay LSN" -> lsn(member, replayed(member));
      case "Replay Lag" -> lag(member, replayed(member));
      case "Pending restart" -> member.pendingRestart() ? "*" : "";
      case "Pending restart reason" -> reasons(member);
      case "Scheduled restart" -> member.scheduledRestart().map(MemberTable::restart).orElse("");
      case "Tags" -> tags(member);
      default -> throw new IllegalArgumentException(column);
    };
  }

  private String host(MemberAddress address) {
    return withPorts ? address.host() + ":" + address.port() : address.host();
  }

  private String state(MemberRecord member) {
    String state = StateNames.text(member.state());
    return cluster.isLeader(member) ? state : member.replicationState().orElse(state);
  }

  /** A member that publishes only one position has it shown where it belongs. */
  private static OptionalLong received(MemberRecord member) {
    return hasOnlyPosition(member) && isStreaming(member) ? member.position() : member.received();
  }

  private static OptionalLong replayed(MemberRecord member) {
    return hasOnlyPosition(member) && !isStreaming(member) ? member.position() : member.replayed();
  }

  private static boolean hasOnlyPosition(MemberRecord member) {
    return member.received().isEmpty() && member.replayed().isEmpty();
  }

  private static boolean isStreaming(MemberRecord member) {
    return member.replicationState().equals(Optional.of("streaming"));
  }

  private String lsn(MemberRecord member, OptionalLong position) {
    if (cluster.isLeader(member)) {
      return "";
    }
    return position.isPresent() ? new Lsn(position.getAsLong()).toString() : UNKNOWN;
  }

  private Object lag(MemberRecord member, OptionalLong position) {
    if (cluster.isLeader(member) || position.isEmpty()) {
      return "";
    }
    long bytes = Math.max(0, cluster.view().status().position() - position.getAsLong());
    return (long) Math.rint(bytes / MEBIBYTE);
  }

  private String reasons(MemberRecord member) {
    return member.pendingRestartReason().entrySet().stream()
        .map(
            entry ->
                reason(
                    entry.getKey(),
                    entry.getValue().oldValue() + "->" + entry.getValue().newValue()))
        .collect(Collectors.joining("\n"));
  }

  private String reason(String parameter, String change) {
    String line = parameter + ": " + change;
    boolean tooLong = format.isForPeople() && line.length() > LONGEST_REASON;
    return tooLong ? parameter + ": [hidden - too long]" : line;
  }

  private static String restart(ScheduledRestart restart) {
    return Timestamps.text(restart.at())
        + restart.conditions().olderThan().map(version -> " if version < " + version).orElse("");
  }

  private Object tags(MemberRecord member) {
    if (member.tags().values().isEmpty()) {
      return "";
    }
    return switch (format) {
      case JSON, YAML, YML -> member.tags().values();
      case PRETTY -> YamlText.block(member.tags().values()).strip();
      case TSV, TOPOLOGY -> YamlText.flow(member.tags().values());
    };
  }

  private static Object number(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : "";
  }

  private static String title(String role) {
    return Arrays.stream(role.split("_"))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining(" "));
  }
}
