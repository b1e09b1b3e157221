package io.matriarch.examples.replicatedlog;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The records on disk, one behind the other. What {@link #history} and {@link #read} show has been
 * flushed: nobody is ever sent what a crash could take back. Thread safe; whoever holds the monitor
 * is the only writer. Not a FileChannel, which an interrupt of one thread closes for all.
 */
final class LogFile implements Closeable {
  private static final int CHUNK = 1 << 16;

  private final RandomAccessFile writer;
  private final RandomAccessFile reader;
  private volatile History history = History.EMPTY;
  private volatile String identity = "";

  private LogFile(Path path) throws IOException {
    writer = new RandomAccessFile(path.toFile(), "rw");
    reader = new RandomAccessFile(path.toFile(), "r");
  }

  /**
   * Opens the file, which is made if there is none. A torn record at its end, which nobody has been
   * told of, is cut off.
   *
   * @throws IOException it cannot be used, or another process does
   */
  static LogFile open(Path path) throws IOException {
    LogFile file = new LogFile(path);
    if (file.writer.getChannel().tryLock() == null) {
      throw new IOException("another process uses " + path);
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
      while (true) {
        file.grow(LogRecord.read(in));
      }
    } catch (EOFException | StreamCorruptedException endOfWhatIsGood) {
      file.truncate(file.history.end());
    }
    return file;
  }

  History history() {
    return history;
  }

  /** The same, once whoever is writing has finished. */
  synchronized History settledHistory() {
    return history;
  }

  /** The first record's payload: no two logs are created with the same. */
  String identity() {
    return identity;
  }

  /** On return they are on disk. */
  synchronized void append(List<LogRecord> records) throws IOException {
    writer.seek(history.end());
    for (LogRecord record : records) {
      writer.write(record.encode().array());
    }
    writer.getFD().sync();
    records.forEach(this::grow);
    notifyAll();
  }

  private void grow(LogRecord record) {
    identity = history.end() == 0 ? record.text() : identity;
    history = history.with(record.epoch(), history.end() + record.size());
  }

  synchronized void truncate(long offset) throws IOException {
    writer.setLength(offset);
    writer.getFD().sync();
    history = history.upTo(offset);
  }

  /** A part of what lies behind the offset; nothing at the end. */
  ByteBuffer read(long offset) throws IOException {
    byte[] bytes = new byte[(int) Math.max(0, Math.min(CHUNK, history.end() - offset))];
    synchronized (reader) {
      reader.seek(offset);
      reader.readFully(bytes);
    }
    return ByteBuffer.wrap(bytes);
  }

  /** Waits until there is more than this, or for a while. */
  synchronized void awaitMoreThan(long offset, Duration atMost) throws InterruptedException {
    if (history.end() <= offset) {
      wait(atMost.toMillis());
    }
  }

  /** Ends the waiting of all who wait for more. */
  synchronized void wake() {
    notifyAll();
  }

  @Override
  public void close() throws IOException {
    writer.close();
    reader.close();
  }
}
