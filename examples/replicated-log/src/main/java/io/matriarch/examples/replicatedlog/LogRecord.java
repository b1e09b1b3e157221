package io.matriarch.examples.replicatedlog;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * One record, on disk and between nodes: the length of its payload, a checksum of all that follows,
 * the epoch it was written in, the payload.
 *
 * @param epoch the branch of history, growing with every promotion
 * @param text the payload; that of an epoch's first record is empty
 */
record LogRecord(long epoch, String text) {
  private static final int HEADER = 16;
  private static final int LARGEST_BATCH = 1000;
  static final int LARGEST_PAYLOAD = 1 << 20;

  int size() {
    return HEADER + payload().length;
  }

  private byte[] payload() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  ByteBuffer encode() {
    byte[] payload = payload();
    ByteBuffer bytes = ByteBuffer.allocate(HEADER + payload.length);
    bytes.putInt(payload.length).putInt(0).putLong(epoch).put(payload);
    return bytes.putInt(4, checksum(bytes.array())).flip();
  }

  /**
   * Reads the next one.
   *
   * @throws EOFException there is none, or its end is missing
   * @throws StreamCorruptedException this is no record
   */
  static LogRecord read(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > LARGEST_PAYLOAD) {
      throw new StreamCorruptedException("no record has " + length + " bytes");
    }
    byte[] bytes = new byte[HEADER + length];
    in.readFully(bytes, 4, bytes.length - 4);
    ByteBuffer record = ByteBuffer.wrap(bytes);
    if (record.getInt(4) != checksum(bytes)) {
      throw new StreamCorruptedException("the checksum of a record is wrong");
    }
    String text = new String(bytes, HEADER, length, StandardCharsets.UTF_8);
    return new LogRecord(record.getLong(8), text);
  }

  /** Reads the next one, and those that have come with it: they are flushed together. */
  static List<LogRecord> readSome(DataInputStream in) throws IOException {
    List<LogRecord> some = new ArrayList<>();
    do {
      some.add(read(in));
    } while (in.available() > 0 && some.size() < LARGEST_BATCH);
    return some;
  }

  private static int checksum(byte[] record) {
    CRC32C sum = new CRC32C();
    sum.update(record, 8, record.length - 8);
    return (int) sum.getValue();
  }
}
