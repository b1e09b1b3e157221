package io.matriarch.core.api;

import io.matriarch.core.model.MonoTime;
import java.util.List;
import java.util.Optional;

/**
 * Why the node does what it does.
 *
 * @param rule id of the row that decided, e.g. {@code 700.90}
 * @param title what that row is for
 * @param reason the sentence for operators
 * @param facts names of all facts that held, in a fixed order
 * @param tried ids of the rows that were looked at before it, in order
 * @param verdict why this node may or may not become leader, as far as it was judged
 * @param task what is being done to the resource, with its last stage
 * @param awaiting what is in flight: reads, probes, lease requests, surveys
 * @param permitUntil end of the permit; {@link MonoTime#MIN} if there is none
 * @param nextWake when the node looks again if nothing happens before
 */
public record Explanation(
    String rule,
    String title,
    String reason,
    List<String> facts,
    List<String> tried,
    List<String> verdict,
    Optional<String> task,
    List<String> awaiting,
    MonoTime permitUntil,
    MonoTime nextWake) {}
