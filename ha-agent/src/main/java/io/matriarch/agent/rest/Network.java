package io.matriarch.agent.rest;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of addresses; a single one is a range, too.
 *
 * @param address one address of the range
 * @param bits how many leading bits all its addresses share
 */
record Network(InetAddress address, int bits) {
  private static final Pattern FORM = Pattern.compile("([^/]+?)(?:/(\\d{1,3}))?");
  private static final Pattern V4 = Pattern.compile("(\\d{1,3})(\\.\\d{1,3}){3}");

  /** Empty if the text is something else, e.g. a host name. Asks no name server. */
  static Optional<Network> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    Optional<InetAddress> address = literal(form.group(1));
    int length = address.map(a -> a.getAddress().length * Byte.SIZE).orElse(0);
    int bits = form.group(2) == null ? length : Integer.parseInt(form.group(2));
    return bits > length ? Optional.empty() : address.map(a -> new Network(a, bits));
  }

  boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] its = other.getAddress();
    if (mine.length != its.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> i % Byte.SIZE;
      if ((mine[i / Byte.SIZE] & mask) != (its[i / Byte.SIZE] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<InetAddress> literal(String text) {
    boolean literal = V4.matcher(text).matches() || text.indexOf(':') >= 0;
    try {
      return literal ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }
}
