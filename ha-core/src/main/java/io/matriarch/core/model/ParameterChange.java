package io.matriarch.core.model;

/**
 * A setting whose new value waits for a restart.
 *
 * @param oldValue in force now, in the resource's own words
 * @param newValue in force after the restart
 */
public record ParameterChange(String oldValue, String newValue) {}
