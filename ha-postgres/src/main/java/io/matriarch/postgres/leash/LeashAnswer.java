package io.matriarch.postgres.leash;

import java.io.IOException;

/**
 * What the leash answers to every command.
 *
 * @param fenceAt on the boot clock, milliseconds; 0: nothing is to be ended
 * @param killAt likewise
 * @param signals how many times it had to signal the server
 * @param pid the one of its processes that has answered
 * @param now its clock, milliseconds
 */
record LeashAnswer(long fenceAt, long killAt, long signals, long pid, long now) {

  static LeashAnswer parse(String line) throws IOException {
    String[] words = line.split(" ");
    try {
      if (words.length == 6 && words[0].equals("ok")) {
        return new LeashAnswer(
            Long.parseLong(words[1]),
            Long.parseLong(words[2]),
            Long.parseLong(words[3]),
            Long.parseLong(words[4]),
            Long.parseLong(words[5]));
      }
    } catch (NumberFormatException notOurs) {
      // said below
    }
    throw new IOException("the leash answers '" + line + "', which is not understood");
  }
}
