/**
 * What a store (DCS) must offer: eight blocking calls and a watch.
 *
 * <p>All calls come from the library's lanes, one at a time per lane, never from the thread that
 * decides. Each names what its failure means for the caller's knowledge: not applied ({@link
 * io.matriarch.core.store.StoreUnavailableException}), unknown ({@link
 * io.matriarch.core.store.OutcomeUnknownException}), refused for a lasting cause ({@link
 * io.matriarch.core.store.StoreRejectedException}). Anything else that is thrown counts as unknown.
 */
package io.matriarch.core.store;
