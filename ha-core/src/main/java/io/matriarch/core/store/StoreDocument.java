package io.matriarch.core.store;

/** A document that can be written. */
public sealed interface StoreDocument {

  DocumentKind kind();

  /** Exactly what is to stand in the store. */
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

  /** Timeline history, a JSON array. */
  record History(String text) implements StoreDocument {
    @Override
    public DocumentKind kind() {
      return DocumentKind.HISTORY;
    }
  }
}
