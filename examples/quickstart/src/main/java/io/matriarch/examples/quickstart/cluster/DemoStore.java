package io.matriarch.examples.quickstart.cluster;

import java.io.IOException;

/**
 * The server that keeps who leads. It can be stopped and started again with its data, as a server
 * that is taken down for a while. For one thread.
 */
public interface DemoStore extends AutoCloseable {

  /** Which kind it is of. */
  StoreKind kind();

  /** What clients are configured with. */
  String hosts();

  /** Starts it again after {@link #stop()}. */
  void start() throws IOException, InterruptedException;

  /** Cuts every connection and refuses new ones; the data stays. */
  void stop();

  /** How many requests it has had from clients since it was started. */
  long received() throws IOException, InterruptedException;

  /** Ends it for good. */
  @Override
  void close();
}
