package io.matriarch.agent.rest;

import com.sun.net.httpserver.Headers;
import io.matriarch.agent.config.RestSection;
import io.matriarch.agent.config.ServerTokens;
import io.matriarch.core.wire.Versions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What every answer carries besides its own headers.
 *
 * @param headers names and values
 */
record ExtraHeaders(Map<String, String> headers) {

  static ExtraHeaders of(RestSection section) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Server", server(section.serverTokens()));
    headers.putAll(section.httpHeaders());
    if (section.tls().isPresent()) {
      headers.putAll(section.httpsHeaders());
    }
    return new ExtraHeaders(headers);
  }

  void addTo(Headers answer) {
    headers.forEach(answer::set);
  }

  private static String server(ServerTokens tokens) {
    return switch (tokens) {
      case ORIGINAL -> "Matriarch/" + Versions.OURS;
      case PRODUCTONLY -> "Patroni";
      case MINIMAL -> "Patroni/" + Versions.PROTOCOL;
    };
  }
}
