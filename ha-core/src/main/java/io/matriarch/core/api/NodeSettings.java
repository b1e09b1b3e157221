package io.matriarch.core.api;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Tags;
import java.util.Optional;

/**
 * What a node is told about itself.
 *
 * @param cluster cluster it belongs to
 * @param name its name there
 * @param connUrl address it publishes for clients; without credentials; may be empty
 * @param apiUrl address it publishes for peers; may be empty, then nobody can survey it
 * @param tags its tags
 * @param bootstrapConfig dynamic configuration (JSON) with which this node may create the cluster;
 *     absent: it never creates one
 * @param adoptOwnRecord a leader record of the own name left by an earlier process may be taken
 *     over at once: evidence shows that the process ran here and is dead
 */
public record NodeSettings(
    ClusterId cluster,
    NodeName name,
    String connUrl,
    String apiUrl,
    Tags tags,
    Optional<String> bootstrapConfig,
    boolean adoptOwnRecord) {}
