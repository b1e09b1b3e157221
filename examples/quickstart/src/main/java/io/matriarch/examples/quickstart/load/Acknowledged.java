package io.matriarch.examples.quickstart.load;

import io.matriarch.core.model.Lsn;
import java.util.Optional;

/**
 * A write that the database acknowledged.
 *
 * @param id the row's
 * @param nanoTime when the acknowledgement came
 * @param position end of the log when it came; empty if the server was gone before it could be
 *     asked
 */
public record Acknowledged(long id, long nanoTime, Optional<Lsn> position) {}
