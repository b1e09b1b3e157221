package io.matriarch.agent.tls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A choice of cipher suites in OpenSSL's notation, e.g. {@code HIGH:!aNULL:!SHA1}, carried out on
 * those that Java offers. Names and words that Java has nothing for choose nothing.
 */
public final class CipherList {
  private CipherList() {}

  /**
   * @param offered names of Java's suites in its order of preference
   * @return those chosen, in the order of the text; suites of TLS 1.3 are not subject to it and
   *     come first; empty if the text chooses none
   */
  public static List<String> choose(String text, List<String> offered) {
    List<CipherSuite> all = offered.stream().map(CipherSuite::of).toList();
    Set<CipherSuite> chosen = new LinkedHashSet<>();
    Set<CipherSuite> banned = new LinkedHashSet<>();
    for (String word : text.split("[:, ;]+")) {
      apply(word, all, chosen, banned);
    }
    if (chosen.isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    all.stream().filter(CipherSuite::independent).map(CipherSuite::javaName).forEach(names::add);
    chosen.stream()
        .filter(suite -> !suite.independent())
        .map(CipherSuite::javaName)
        .forEach(names::add);
    return names;
  }

  private static void apply(
      String word, List<CipherSuite> all, Set<CipherSuite> chosen, Set<CipherSuite> banned) {
    if (word.isEmpty() || word.startsWith("@")) {
      return; // an order by strength, or a level: Java's own order and limits hold
    }
    List<CipherSuite> meant = meant(word.replaceFirst("^[-+!]", ""), all);
    switch (word.charAt(0)) {
      case '!' -> {
        banned.addAll(meant);
        meant.forEach(chosen::remove);
      }
      case '-' -> meant.forEach(chosen::remove);
      case '+' -> {
        List<CipherSuite> moved = meant.stream().filter(chosen::remove).toList();
        chosen.addAll(moved);
      }
      default -> meant.stream().filter(suite -> !banned.contains(suite)).forEach(chosen::add);
    }
  }

  /** Words joined by a plus must all fit. */
  private static List<CipherSuite> meant(String words, List<CipherSuite> all) {
    return all.stream()
        .filter(suite -> Arrays.stream(words.split("\\+")).allMatch(suite::fits))
        .toList();
  }
}
