package io.matriarch.cli.why;

import io.matriarch.core.config.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One node's account as lines. */
public final class AccountText {
  private static final int WIDTH = 100;
  private static final int LONGEST = 160;

  private final NodeAccount account;
  private final List<String> lines = new ArrayList<>();

  private AccountText(NodeAccount account) {
    this.account = account;
  }

  /**
   * @param entries how many lines of its journal at most
   */
  public static String render(NodeAccount account, int entries) {
    AccountText text = new AccountText(account);
    text.write(entries);
    return String.join("\n", text.lines);
  }

  private void write(int entries) {
    if (account.silence().isPresent()) {
      lines.add(account.node() + " " + account.silence().get());
      return;
    }
    lines.add("%s is %s, %s".formatted(account.node(), text("role"), text("state")));
    lines.add("  because of  [%s] %s".formatted(text("rule"), text("title")));
    lines.add("  it says     " + text("reason"));
    list("verdict", "  candidacy   ");
    list("facts", "  facts       ");
    given("task").ifPresent(task -> lines.add("  busy with   " + task));
    list("awaiting", "  awaits      ");
    list("respected_modes", "  respects    ");
    if (Boolean.TRUE.equals(account.explain().get("paused"))) {
      lines.add("  paused      nothing is promoted, demoted or started by itself");
    }
    lines.add("  lease       " + lease());
    lines.add(
        "  decided     %s ago%s"
            .formatted(
                millis("decided_ms_ago").orElse("some time"),
                millis("next_wake_ms")
                    .map(time -> ", looks again in " + time + " unless something happens")
                    .orElse("")));
    journal(entries);
  }

  private String lease() {
    Optional<String> valid = millis("lease_valid_for_ms");
    boolean leading = Boolean.TRUE.equals(account.explain().get("leading"));
    if (valid.isEmpty()) {
      return leading ? "leads without an end in sight" : "none";
    }
    return valid.get().equals("0 ms") ? "has run out" : "valid for " + valid.get();
  }

  private void journal(int entries) {
    List<Map<String, Object>> all = account.journal();
    List<Map<String, Object>> last = all.subList(Math.max(0, all.size() - entries), all.size());
    if (!last.isEmpty()) {
      lines.add("  last");
    }
    last.forEach(
        entry ->
            lines.add(
                "    %s  [%s] %-8s  %s"
                    .formatted(
                        WallClock.millis(entry.get("at")),
                        entry.get("rule"),
                        entry.get("kind"),
                        shortened(String.valueOf(entry.get("text"))))));
  }

  /** An answer may hold a whole document. */
  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  /** Facts are many: they are broken into lines. */
  private void list(String field, String heading) {
    List<Object> items = Json.asArray(account.explain().get(field)).orElse(List.of());
    if (items.isEmpty()) {
      return;
    }
    StringBuilder line = new StringBuilder(heading);
    for (int i = 0; i < items.size(); i++) {
      String item = items.get(i) + (i < items.size() - 1 ? ", " : "");
      if (line.length() + item.length() > WIDTH && line.length() > heading.length()) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(" ".repeat(heading.length()));
      }
      line.append(item);
    }
    lines.add(line.toString());
  }

  private String text(String field) {
    return given(field).orElse("(not told)");
  }

  private Optional<String> given(String field) {
    return Optional.ofNullable(account.explain().get(field)).map(Object::toString);
  }

  private Optional<String> millis(String field) {
    return given(field).map(number -> number + " ms");
  }
}
