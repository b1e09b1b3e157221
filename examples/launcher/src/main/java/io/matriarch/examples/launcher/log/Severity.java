package io.matriarch.examples.launcher.log;

import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * A level above error, which SLF4J does not have. It is kept apart from {@link LogSetup}, because
 * whoever makes a marker first lets Logback call that class.
 */
public final class Severity {
  /** Marks the error for which a node does not start. */
  public static final Marker CRITICAL = MarkerFactory.getMarker("CRITICAL");

  private Severity() {}
}
