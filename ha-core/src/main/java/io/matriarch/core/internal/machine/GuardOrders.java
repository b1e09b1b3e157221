package io.matriarch.core.internal.machine;

import io.matriarch.core.model.MonoTime;

/**
 * What the guard needs to know: until when this node may be writable. It trusts nothing else.
 *
 * @param fenceAt fence then, without asking; {@link MonoTime#MAX}: nothing to guard
 * @param killAt whatever is left is killed then
 */
public record GuardOrders(MonoTime fenceAt, MonoTime killAt) {
  public static final GuardOrders NONE = new GuardOrders(MonoTime.MAX, MonoTime.MAX);

  /** Of both instants the one that comes first. */
  GuardOrders noLaterThan(GuardOrders other) {
    return new GuardOrders(
        MonoTime.earlier(fenceAt, other.fenceAt), MonoTime.earlier(killAt, other.killAt));
  }
}
