package io.matriarch.postgres;

import io.matriarch.postgres.leash.LeashProgram;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;

/** The compiled one. */
@DisplayName("the leash, compiled")
class LeashTest extends LeashContract {
  @Override
  Path program(Path cache) throws Exception {
    return LeashProgram.find(Optional.empty(), cache);
  }
}
