package io.matriarch.core.internal.policy;

/** Computes one block of facts. Pure; the only place where numbers and times are compared. */
@FunctionalInterface
public interface FactFinder {
  FactSet find(Situation situation);
}
