package io.matriarch.testkit.store;

/** Which changes watchers hear of: not the beacon, not members, not a leader's renewals. */
public final class StoreChanges {
  private StoreChanges() {}

  public static boolean worthAHint(StoreImage before, StoreImage after) {
    return !before.lease().map(HeldLease::term).equals(after.lease().map(HeldLease::term))
        || !before.documents().equals(after.documents());
  }
}
