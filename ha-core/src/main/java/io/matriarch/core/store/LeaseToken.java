package io.matriarch.core.store;

import io.matriarch.core.model.Term;

/**
 * Names one held lease.
 *
 * @param term the acquisition
 * @param handle the store's own name for session or lease; opaque
 */
public record LeaseToken(Term term, String handle) {}
