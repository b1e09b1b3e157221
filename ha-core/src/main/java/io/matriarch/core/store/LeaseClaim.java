package io.matriarch.core.store;

import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.NodeName;
import java.util.Optional;

/**
 * A wish to hold the leader key.
 *
 * @param name who claims
 * @param expired the record that the claimant judged expired, where observers judge; the claim
 *     succeeds only against exactly this record
 * @param adoptOwnRecord a record of the same name from another session may be replaced: local
 *     evidence shows that its holder ran here and is dead
 */
public record LeaseClaim(NodeName name, Optional<LeaderRecord> expired, boolean adoptOwnRecord) {}
