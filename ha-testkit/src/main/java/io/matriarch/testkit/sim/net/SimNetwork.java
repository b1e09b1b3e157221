package io.matriarch.testkit.sim.net;

/**
 * Links between hosts, and between each host and the store. A link that several faults cut is whole
 * again when the last of them ends. What is under way arrives only if the link is whole at arrival.
 */
public final class SimNetwork {
  /** The store's place among the hosts. */
  public static final int STORE = -1;

  private final int[][] cuts;

  public SimNetwork(int hosts) {
    this.cuts = new int[hosts + 1][hosts + 1];
  }

  public boolean connected(int a, int b) {
    return cuts[a + 1][b + 1] == 0;
  }

  public void cut(int a, int b) {
    change(a, b, 1);
  }

  public void heal(int a, int b) {
    change(a, b, -1);
  }

  private void change(int a, int b, int by) {
    cuts[a + 1][b + 1] += by;
    cuts[b + 1][a + 1] += by;
  }
}
