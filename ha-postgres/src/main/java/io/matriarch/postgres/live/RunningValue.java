package io.matriarch.postgres.live;

/**
 * A line of {@code pg_settings}.
 *
 * @param value what is in force for new sessions
 * @param type {@code vartype}
 * @param context when it can be changed
 * @param source where the value comes from
 * @param file which file it comes from; empty if none
 */
record RunningValue(GucValue value, String type, String context, String source, String file) {}
