package io.matriarch.core.store;

/** A document that can be written. */
public sealed interface StoreDocument {

  /** {@return which document it is} */
  DocumentKind kind();

  /** {@return exactly what is to stand in the store} */
  String text();

  /** Dynamic configuration, a JSON object. */
  record Config(String text) implements StoreDocument {
    @Override
    public DocumentKind kind() {
      return DocumentKind.CONFIG;
    }
  }

  /** System identifier of the cluster, or an empty text as claim to initialise it. */
  record Initialize(String text) implements StoreDocument {
    @Override
    public DocumentKind kind() {
      return DocumentKind.INITIALIZE;
    }
  }

  /** A request to move leadership, a JSON object; {@code {}} for none. */
  record Failover(String text) implements StoreDocument {
    @Override
    public DocumentKind kind() {
      return DocumentKind.FAILOVER;
    }
  }

  /** Timeline history, a JSON array. */
  record History(String text) implements StoreDocument {
    @Override
    public DocumentKind kind() {
      return DocumentKind.HISTORY;
    }
  }
}
