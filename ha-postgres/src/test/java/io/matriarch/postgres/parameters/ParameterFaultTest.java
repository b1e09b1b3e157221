package io.matriarch.postgres.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ParameterFaultTest {

  @Test
  void whatTheServerSaysIsUnderstood() {
    String output =
        """
        2026-01-01 GMT [1] LOG:  unrecognized configuration parameter "nosuch" in file "x" line 2
        2026-01-01 GMT [1] LOG:  invalid value for parameter "wal_sync_method": "a secret"
        2026-01-01 GMT [1] HINT:  Available values: fsync, fdatasync.
        2026-01-01 GMT [1] LOG:  parameter "jit" requires a Boolean value
        2026-01-01 GMT [1] LOG:  1000000 is outside the valid range for parameter "cost" (1 .. 100)
        2026-01-01 GMT [1] LOG:  1 kB is outside the valid range for parameter "work_mem" (64 .. 99)
        2026-01-01 GMT [1] LOG:  1 kB is outside the valid range for parameter "m" (64 kB .. 9 kB)
        2026-01-01 GMT [1] LOG:  invalid value for parameter "TimeZone": "mars"
        2026-01-01 GMT [1] FATAL:  configuration file "x" contains errors
        """;

    assertThat(
            ParameterFault.in(
                output,
                Set.of("nosuch", "wal_sync_method", "jit", "cost", "work_mem", "m", "timezone")))
        .extracting(ParameterFault::toString)
        .containsExactly(
            "parameter nosuch is not known to this server; it is left out",
            "parameter wal_sync_method has a value that this server refuses; it is left out",
            "parameter jit has a value that this server refuses; it is left out",
            "parameter cost is not between 1 and 100; 100 is used",
            "parameter work_mem is not between 64 and 99; 64 is used",
            "parameter m is not between 64 and 9; 64 is used",
            "parameter timezone has a value that this server refuses; it is left out");
  }

  @Test
  void otherNamesAreNobodysFault() {
    assertThat(ParameterFault.in("LOG:  parameter \"jit\" requires a Boolean value", Set.of("a")))
        .isEmpty();
  }
}
