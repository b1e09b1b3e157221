package io.matriarch.agent.rest;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import io.matriarch.agent.config.RestSection;
import io.matriarch.agent.config.TlsSection;
import io.matriarch.agent.tls.CipherList;
import io.matriarch.agent.tls.Identity;
import io.matriarch.agent.tls.PemFile;
import io.matriarch.agent.tls.ReloadableContext;
import io.matriarch.agent.tls.TlsContexts;
import io.matriarch.agent.tls.TlsFileException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** TLS of the REST API. What is read again holds for connections made from then on. */
final class ServerTls extends HttpsConfigurator {

  /**
   * Everything that the files and the section say.
   *
   * @param context keys and trust
   * @param parameters protocols, cipher suites, and what is asked of clients
   */
  record Settings(SSLContext context, SSLParameters parameters) {

    /** Blocks for as long as reading files takes. */
    static Settings read(RestSection section, TlsSection tls) throws TlsFileException {
      Identity self =
          Identity.read(
              new PemFile("restapi.certfile", tls.certfile()),
              tls.keyfile().map(path -> new PemFile("restapi.keyfile", path)),
              tls.keyfilePassword());
      SSLContext context =
          TlsContexts.server(
              self, section.cafile().map(path -> new PemFile("restapi.cafile", path)));
      return new Settings(context, parameters(context, tls));
    }

    private static SSLParameters parameters(SSLContext context, TlsSection tls)
        throws TlsFileException {
      SSLParameters parameters = context.getDefaultSSLParameters();
      if (tls.ciphers().isPresent()) {
        parameters.setCipherSuites(
            ciphers(tls.ciphers().get(), List.of(parameters.getCipherSuites())));
      }
      switch (tls.verifyClient()) {
        case REQUIRED -> parameters.setNeedClientAuth(true);
        case OPTIONAL -> parameters.setWantClientAuth(true);
        case NONE -> parameters.setNeedClientAuth(false);
      }
      return parameters;
    }

    private static String[] ciphers(String text, List<String> offered) throws TlsFileException {
      List<String> chosen = CipherList.choose(text, offered);
      if (chosen.isEmpty()) {
        throw new TlsFileException(
            "restapi.ciphers: '%s' chooses no cipher that this Java offers; e.g. HIGH:!aNULL does"
                .formatted(text),
            null);
      }
      return chosen.toArray(String[]::new);
    }
  }

  private final ReloadableContext context;
  private volatile Settings settings;

  private ServerTls(ReloadableContext context, Settings settings) {
    super(context);
    this.context = context;
    this.settings = settings;
  }

  static ServerTls of(Settings settings) {
    return new ServerTls(ReloadableContext.of(settings.context()), settings);
  }

  void replace(Settings next) {
    settings = next;
    context.replace(next.context());
  }

  @Override
  public void configure(HttpsParameters connection) {
    connection.setSSLParameters(settings.parameters());
  }

  static Optional<Settings> read(RestSection section) throws TlsFileException {
    return section.tls().isPresent()
        ? Optional.of(Settings.read(section, section.tls().get()))
        : Optional.empty();
  }
}
