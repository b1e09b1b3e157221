package io.matriarch.agent.config;

/**
 * Addresses of the REST API.
 *
 * @param listen where to listen; an empty host or {@code *} means everywhere
 * @param connect where others reach it
 */
public record RestSection(HostPort listen, HostPort connect) {

  /** What is published for peers. */
  public String apiUrl() {
    return "http://" + connect + "/patroni";
  }
}
