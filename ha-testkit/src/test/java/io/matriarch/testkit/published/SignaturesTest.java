package io.matriarch.testkit.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change of what others compile against is seen in review, and in the changelog. */
class SignaturesTest {
  private static final Path FILE = Path.of("src/test/resources/signatures.txt");

  @Test
  void apiAndSpiAreAsWrittenDown() throws IOException {
    String signatures = Signatures.of(Sources.of(exported -> !exported.kind().equals("shared")));

    if (Boolean.getBoolean("signatures.rewrite")) {
      Files.writeString(FILE, signatures);
    }
    assertThat(Files.readString(FILE))
        .as("%s; write it anew with -Dsignatures.rewrite=true, and look at what has changed", FILE)
        .isEqualTo(signatures);
  }

  @Test
  void whatOthersSeeIsTold(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("Shape.java");
    Files.writeString(
        file,
        """
        package a.b;

        public sealed interface Shape<T extends Number> extends Area permits Shape.Box, Other {
          int SIDES = 4;

          T area(int scale) throws java.io.IOException;

          private void hidden() {}

          /** A box. */
          record Box(int width, List<String> names) implements Shape<Integer> {
            static final int HIDDEN = 1;
            public static final Box NONE = new Box(0, List.of());

            public Box {
              names = List.copyOf(names);
            }

            public Box(int width) {
              this(width, List.of());
            }

            @Override
            public Integer area(int scale) {
              return 0;
            }

            @Deprecated(since = "0.2")
            protected synchronized void grow(int... by) {}
          }

          enum Kind { ROUND, FLAT }
        }

        class Hidden {
          public void method() {}
        }
        """);

    assertThat(Signatures.of(List.of(file)))
        .isEqualTo(
            """
            a.b

            sealed interface Shape<T extends Number> extends Area permits Shape.Box, Other
              T area(int scale) throws java.io.IOException
              int SIDES
            record Shape.Box(int width, List<String> names) implements Shape<Integer>
              @Deprecated protected void grow(int... by)
              Box(int width)
              static final Box NONE
            enum Shape.Kind
              static final Kind FLAT
              static final Kind ROUND
            """);
  }
}
