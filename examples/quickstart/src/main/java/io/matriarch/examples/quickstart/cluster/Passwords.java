package io.matriarch.examples.quickstart.cluster;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The passwords of one cluster, made up when it is created. */
public record Passwords(String superuser, String replication) {
  private static final int BYTES = 12;

  /** New ones. */
  public static Passwords random() {
    SecureRandom random = new SecureRandom();
    return new Passwords(word(random), word(random));
  }

  private static String word(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Does not show them. */
  @Override
  public String toString() {
    return "Passwords[hidden]";
  }
}
