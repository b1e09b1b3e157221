package io.matriarch.agent.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the REST API is served, and who may use it. Prints no secrets.
 *
 * @param listen where to listen; an empty host or {@code *} means everywhere
 * @param connect where others reach it
 * @param authentication what requests that change something must bring along
 * @param allowlist from where they may come: addresses, networks and host names; empty: anywhere
 * @param allowlistIncludeMembers the members' own hosts belong to the list, which then counts even
 *     if it is empty
 * @param tls absent: plain HTTP
 * @param cafile who signs the certificates of clients, and of members where nothing else says so
 * @param httpHeaders additional headers of every answer
 * @param httpsHeaders the same for HTTPS, where they count more
 * @param serverTokens what answers tell of the server
 * @param requestQueueSize connections that wait to be accepted
 * @param threadPoolSize requests that are answered at the same time
 */
public record RestSection(
    HostPort listen,
    HostPort connect,
    Optional<BasicCredentials> authentication,
    List<String> allowlist,
    boolean allowlistIncludeMembers,
    Optional<TlsSection> tls,
    Optional<Path> cafile,
    Map<String, String> httpHeaders,
    Map<String, String> httpsHeaders,
    ServerTokens serverTokens,
    int requestQueueSize,
    int threadPoolSize) {
  static final int REQUEST_QUEUE = 64;
  static final int THREADS = 8;

  public RestSection {
    allowlist = List.copyOf(allowlist);
    httpHeaders = Collections.unmodifiableMap(new LinkedHashMap<>(httpHeaders));
    httpsHeaders = Collections.unmodifiableMap(new LinkedHashMap<>(httpsHeaders));
  }

  /** Plain HTTP, open to everybody. */
  public static RestSection open(HostPort listen, HostPort connect) {
    return new RestSection(
        listen,
        connect,
        Optional.empty(),
        List.of(),
        false,
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Map.of(),
        ServerTokens.ORIGINAL,
        REQUEST_QUEUE,
        THREADS);
  }

  /**
   * The same.
   *
   * @param listen e.g. {@code 127.0.0.1:8008}; without a host all addresses are meant
   * @throws IllegalArgumentException this is no address
   */
  public static RestSection open(String listen) {
    try {
      HostPort address = HostPort.parse(listen);
      return open(address, address);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "REST API: '%s' %s: write it as host:port".formatted(listen, e.getMessage()), e);
    }
  }

  /** The same, where requests that change something must bring these along. */
  public RestSection withAuthentication(BasicCredentials required) {
    return new RestSection(
        listen,
        connect,
        Optional.of(required),
        allowlist,
        allowlistIncludeMembers,
        tls,
        cafile,
        httpHeaders,
        httpsHeaders,
        serverTokens,
        requestQueueSize,
        threadPoolSize);
  }

  /** What is published for peers. */
  public String apiUrl() {
    return (tls.isPresent() ? "https://" : "http://") + connect + "/patroni";
  }
}
