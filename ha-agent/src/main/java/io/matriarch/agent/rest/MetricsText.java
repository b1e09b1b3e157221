package io.matriarch.agent.rest;

/** Prometheus' text format. Every metric carries the same two labels. */
final class MetricsText {
  private static final String PREFIX = "patroni_";

  private final StringBuilder text = new StringBuilder();
  private final String labels;

  MetricsText(String scope, String name) {
    this.labels = "{scope=\"" + escaped(scope) + "\",name=\"" + escaped(name) + "\"} ";
  }

  void gauge(String name, String help, Object value) {
    metric(name, help, "", "gauge", value);
  }

  /** One or zero. */
  void flag(String name, String help, boolean holds) {
    metric(name, help, "", "gauge", holds ? 1 : 0);
  }

  /**
   * @param comment a line of its own for readers
   */
  void gauge(String name, String help, String comment, Object value) {
    metric(name, help, "# " + comment + "\n", "gauge", value);
  }

  void counter(String name, String help, Object value) {
    metric(name, help, "", "counter", value);
  }

  private void metric(String name, String help, String comment, String type, Object value) {
    String full = PREFIX + name;
    text.append("# HELP ").append(full).append(' ').append(help).append('\n');
    text.append(comment);
    text.append("# TYPE ").append(full).append(' ').append(type).append('\n');
    text.append(full).append(labels).append(value).append('\n');
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
