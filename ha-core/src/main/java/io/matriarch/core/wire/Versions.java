package io.matriarch.core.wire;

/** Versions that members publish. */
public final class Versions {

  /** Level of the shared protocol; readers compare it to choose how they treat a member. */
  public static final String PROTOCOL = "4.1.4";

  /** Our own version; its presence tells members of this library from others. */
  public static final String OURS = "0.1.0";

  private Versions() {}
}
