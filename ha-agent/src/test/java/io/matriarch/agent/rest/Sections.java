package io.matriarch.agent.rest;

import io.matriarch.agent.config.BasicCredentials;
import io.matriarch.agent.config.HostPort;
import io.matriarch.agent.config.RestSection;
import io.matriarch.agent.config.ServerTokens;
import io.matriarch.agent.config.TlsSection;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Builds sections of tests, starting from an open one on a free port. */
final class Sections {
  HostPort listen = Loopback.freePort();
  Optional<BasicCredentials> authentication = Optional.empty();
  List<String> allowlist = List.of();
  boolean includeMembers;
  Optional<TlsSection> tls = Optional.empty();
  Optional<Path> cafile = Optional.empty();
  Map<String, String> httpHeaders = new LinkedHashMap<>();
  Map<String, String> httpsHeaders = new LinkedHashMap<>();
  ServerTokens serverTokens = ServerTokens.ORIGINAL;

  Sections with(Consumer<Sections> change) {
    change.accept(this);
    return this;
  }

  RestSection build() {
    return new RestSection(
        listen,
        listen,
        authentication,
        allowlist,
        includeMembers,
        tls,
        cafile,
        httpHeaders,
        httpsHeaders,
        serverTokens,
        0,
        8);
  }
}
