package io.matriarch.postgres;

import io.matriarch.postgres.leash.LeashProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;

/** The one for machines without a compiler. */
@DisplayName("the leash, as a script")
class LeashScriptTest extends LeashContract {
  @Override
  Path program(Path cache) throws Exception {
    return LeashProgram.script(cache);
  }
}
