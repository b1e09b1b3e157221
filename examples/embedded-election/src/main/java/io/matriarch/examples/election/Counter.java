package io.matriarch.examples.election;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * What the leader works on: a number in another process, which refuses changes under a term that is
 * lower than the highest it has seen.
 */
final class Counter {
  private final BufferedReader answers;
  private final PrintWriter questions;

  Counter(String client, int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    answers =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    questions = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
    ask(client);
  }

  long read() throws IOException {
    return Long.parseLong(ask("read"));
  }

  /** {@code accepted}, or {@code refused}. */
  String write(long term, long value) throws IOException {
    return ask("write " + term + " " + value);
  }

  private synchronized String ask(String question) throws IOException {
    questions.println(question);
    return answers.readLine();
  }
}
