package io.matriarch.agent.tls;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of Java's cipher suites, and what OpenSSL calls it.
 *
 * @param javaName e.g. {@code TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384}
 * @param words all names and words that choose it
 * @param independent it belongs to TLS 1.3, whose suites are not chosen by such words
 */
record CipherSuite(String javaName, Set<String> words, boolean independent) {
  private static final Pattern CLASSIC =
      Pattern.compile("(?:TLS|SSL)_([A-Z]+)(?:_([A-Za-z]+))?_WITH_(.+)_(SHA\\d*|MD5)");

  static CipherSuite of(String javaName) {
    Set<String> words = new TreeSet<>(Set.of(javaName, "ALL", "DEFAULT", "HIGH"));
    Matcher classic = CLASSIC.matcher(javaName);
    if (!classic.matches()) {
      return new CipherSuite(javaName, words, true);
    }
    String exchange = classic.group(1);
    String proof = classic.group(2) == null ? exchange : classic.group(2);
    String cipher = classic.group(3);
    String hash = classic.group(4);
    exchange(words, exchange);
    words.add("a" + proof);
    words.add(proof);
    cipher(words, cipher);
    boolean authenticating = cipher.contains("GCM") || cipher.contains("POLY1305");
    words.add(authenticating ? "AEAD" : hash.equals("SHA") ? "SHA1" : hash);
    if (hash.equals("SHA")) {
      words.add("SHA");
    }
    words.add(authenticating || hash.length() > 4 ? "TLSv1.2" : "TLSv1");
    words.add(openSslName(exchange, classic.group(2), cipher, hash));
    return new CipherSuite(javaName, words, false);
  }

  boolean fits(String word) {
    return words.contains(word);
  }

  private static void exchange(Set<String> words, String exchange) {
    words.add("k" + exchange);
    words.add(exchange);
    if (exchange.equals("ECDHE")) {
      words.add("EECDH");
      words.add("kEECDH");
    } else if (exchange.equals("DHE")) {
      words.add("EDH");
      words.add("kEDH");
    }
  }

  private static void cipher(Set<String> words, String cipher) {
    if (cipher.startsWith("AES_")) {
      words.add("AES");
      words.add("AES" + cipher.split("_")[1]);
    }
    if (cipher.contains("GCM")) {
      words.add("AESGCM");
    }
    if (cipher.startsWith("CHACHA20")) {
      words.add("CHACHA20");
    }
    if (cipher.startsWith("3DES")) {
      words.add("3DES");
    }
  }

  private static String openSslName(String exchange, String proof, String cipher, String hash) {
    String prefix = proof == null ? "" : exchange + "-" + proof + "-";
    if (cipher.startsWith("CHACHA20")) {
      return prefix + "CHACHA20-POLY1305";
    }
    String bulk =
        cipher
            .replace("AES_", "AES")
            .replace("3DES_EDE_CBC", "DES-CBC3")
            .replace("_CBC", "")
            .replace('_', '-');
    return prefix + bulk + "-" + hash;
  }
}
