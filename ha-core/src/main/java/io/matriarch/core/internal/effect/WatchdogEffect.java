package io.matriarch.core.internal.effect;

import io.matriarch.core.internal.machine.GuardOrders;
import io.matriarch.core.model.Call;

/**
 * Until when the resource may be writable, for whoever watches from outside of this process.
 *
 * @param orders {@link GuardOrders#NONE}: nothing is to be ended
 */
public record WatchdogEffect(long id, GuardOrders orders, Call call) implements Effect {}
