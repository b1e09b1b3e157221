/**
 * What a managed resource must offer. PostgreSQL is one; the replicated log among the examples is
 * another, and shows how to keep each promise. Tasks ({@code start}, {@code stop}, {@code promote},
 * {@code follow}, {@code realign}, {@code rebuild}, {@code bootstrap}) run one at a time on the
 * task lane, may take long, report stages and check for cancellation through their {@link
 * io.matriarch.core.resource.TaskContext}, and never read the cluster: all input is in the request.
 */
package io.matriarch.core.resource;
