package io.matriarch.examples.quickstart;

import java.time.Duration;

/**
 * Something that happened.
 *
 * @param after since the crash
 */
record Milestone(Duration after, String text) {}
