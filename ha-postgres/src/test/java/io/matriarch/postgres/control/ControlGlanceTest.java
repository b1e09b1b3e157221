package io.matriarch.postgres.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.Lsn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class ControlGlanceTest {
  private static final int CHECKSUM_AT = 292;
  private final byte[] file = file(1300, 1);

  private static byte[] file(int layout, int state) {
    ByteBuffer bytes = ByteBuffer.allocate(8192).order(ByteOrder.nativeOrder());
    bytes.putLong(0, 7712146504387745069L).putInt(8, layout).putInt(16, state);
    bytes.putLong(32, 0x1_0500_0148L).putInt(48, 7);
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.array(), 0, CHECKSUM_AT);
    return bytes.putInt(CHECKSUM_AT, (int) checksum.getValue()).array();
  }

  @Test
  void theFieldsThatNeverMovedAreRead() {
    assertThat(ControlGlance.of(file))
        .contains(new ControlGlance("7712146504387745069", "shut down", Lsn.parse("1/5000148"), 7));
    assertThat(ControlGlance.of(file(1800, 6)).orElseThrow().state()).isEqualTo("in production");
  }

  @Test
  void aFileThatIsBeingWrittenIsNotBelieved() {
    file[40] ^= 1;

    assertThat(ControlGlance.of(file)).isEmpty();
  }

  @Test
  void anUnknownLayoutStateOrLengthIsLeftToTheServersProgram() {
    assertThat(ControlGlance.of(file(1900, 1))).isEmpty();
    assertThat(ControlGlance.of(file(1300, 7))).isEmpty();
    assertThat(ControlGlance.of(file(1300, -1))).isEmpty();
    assertThat(ControlGlance.of(new byte[100])).isEmpty();
  }
}
