package io.matriarch.postgres.parameters;

/** What a server is, as far as its configuration may differ for it. */
public enum ServerRole {
  PRIMARY("primary"),
  REPLICA("replica"),
  STANDBY_LEADER("standby_leader");

  private final String suffix;

  ServerRole(String suffix) {
    this.suffix = suffix;
  }

  /** What follows {@code parameters_}, {@code pg_hba_} and {@code pg_ident_}. */
  public String suffix() {
    return suffix;
  }

  public static ServerRole of(boolean replica) {
    return replica ? REPLICA : PRIMARY;
  }
}
