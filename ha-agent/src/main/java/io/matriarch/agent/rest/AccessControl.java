package io.matriarch.agent.rest;

import io.matriarch.agent.config.RestSection;
import io.matriarch.agent.config.TlsSection;
import java.util.Optional;

/** Who may change something: the checks, in their order. Immutable. */
final class AccessControl {
  private final RestSection section;
  private final Allowlist allowlist;
  private final LastView views;

  AccessControl(RestSection section, LastView views) {
    this.section = section;
    this.allowlist = Allowlist.of(section.allowlist(), section.allowlistIncludeMembers());
    this.views = views;
  }

  /** The refusal, or empty if the request may go on. May block to look up host names. */
  Optional<Answer> refusal(Request request, Route.Guard guard) {
    if (guard == Route.Guard.OPEN) {
      return Optional.empty();
    }
    if (!isAllowed(request, guard)) {
      return Optional.of(Answer.text(403, "Access is denied"));
    }
    if (lacksCertificate(request)) {
      return Optional.of(Answer.text(403, "client certificate required"));
    }
    return section
        .authentication()
        .flatMap(credentials -> BasicAuth.refusal(request.header("Authorization"), credentials));
  }

  private boolean isAllowed(Request request, Route.Guard guard) {
    return guard == Route.Guard.FAILSAFE
        ? allowlist.allowsWithoutMembers(request.client())
        : allowlist.allows(request.client(), views.latest());
  }

  private boolean lacksCertificate(Request request) {
    boolean asked =
        section.tls().filter(tls -> tls.verifyClient() != TlsSection.VerifyClient.NONE).isPresent();
    return asked && request.encrypted() && !request.hasClientCertificate();
  }
}
