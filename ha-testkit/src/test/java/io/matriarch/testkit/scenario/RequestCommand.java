package io.matriarch.testkit.scenario;

import io.matriarch.core.internal.event.StoreEvent;
import io.matriarch.core.store.DocumentKind;
import java.util.Optional;

/** {@code request {"member": "c"}}: somebody wants leadership moved; {@code request none}. */
final class RequestCommand implements Command {
  @Override
  public void run(Stage stage, Words words) {
    String text = words.from(1);
    stage.store.document(
        DocumentKind.FAILOVER, text.equals("none") ? Optional.empty() : Optional.of(text));
    stage.happens(new StoreEvent.Hint());
  }
}
