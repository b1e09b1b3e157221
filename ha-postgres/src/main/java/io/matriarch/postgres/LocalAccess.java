package io.matriarch.postgres;

/**
 * Whether the local server is reached through its Unix socket, if it has one. Nothing is encrypted
 * there.
 *
 * @param socket for the superuser's connections
 * @param replicationSocket for replication connections
 */
public record LocalAccess(boolean socket, boolean replicationSocket) {
  /** Everything over TCP. */
  public static final LocalAccess TCP = new LocalAccess(false, false);
}
