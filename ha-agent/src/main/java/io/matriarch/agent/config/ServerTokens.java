package io.matriarch.agent.config;

/** What the REST API tells of itself in the header {@code Server}. */
public enum ServerTokens {
  /** The product that it is. */
  ORIGINAL,
  /** The name of the protocol's first implementation. */
  PRODUCTONLY,
  /** That name, and the version of the protocol. */
  MINIMAL
}
