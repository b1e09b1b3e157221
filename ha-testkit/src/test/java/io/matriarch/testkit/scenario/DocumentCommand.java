package io.matriarch.testkit.scenario;

import io.matriarch.core.internal.event.StoreEvent;
import io.matriarch.core.store.DocumentKind;
import java.util.Locale;
import java.util.Optional;

/**
 * A document in the store, with the watch's hint: {@code config {"ttl": 30}}, {@code history
 * [[1,…]]}, {@code initialize 7000000000000000001}, {@code initialize empty}, {@code initialize
 * none}.
 */
final class DocumentCommand implements Command {
  @Override
  public void run(Stage stage, Words words) {
    DocumentKind kind = DocumentKind.valueOf(words.command().toUpperCase(Locale.ROOT));
    String text = words.get(1).equals("empty") ? "" : words.from(1);
    stage.store.document(kind, text.equals("none") ? Optional.empty() : Optional.of(text));
    stage.happens(new StoreEvent.Hint());
  }
}
