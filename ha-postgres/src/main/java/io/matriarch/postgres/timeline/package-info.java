/** Timelines: which one, where it ended, who diverged. */
package io.matriarch.postgres.timeline;
