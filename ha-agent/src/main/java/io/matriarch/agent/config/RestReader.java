package io.matriarch.agent.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads the section {@code restapi}. */
final class RestReader {
  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern HEADER_VALUE = Pattern.compile("[^\\p{Cntrl}]*");
  private static final int LARGEST_QUEUE = 4096;
  private static final int FEWEST_THREADS = 5;

  private RestReader() {}

  static RestSection read(Section section) throws ConfigException {
    HostPort listen = AddressReader.listen(section, 0);
    return new RestSection(
        listen,
        AddressReader.connect(section, listen),
        CredentialsReader.read(section.section("authentication")),
        allowlist(section),
        section.flag("allowlist_include_members").orElse(false),
        tls(section),
        section.text("cafile").map(Path::of),
        headers(section, "http_extra_headers"),
        headers(section, "https_extra_headers"),
        serverTokens(section),
        size(section, "request_queue_size", 0, LARGEST_QUEUE, RestSection.REQUEST_QUEUE),
        size(section, "thread_pool_size", FEWEST_THREADS, Short.MAX_VALUE, RestSection.THREADS));
  }

  /** A list, or one text with commas. */
  private static List<String> allowlist(Section section) throws ConfigException {
    List<String> entries =
        section.value("allowlist").orElse(List.of()) instanceof List<?>
            ? section.lines("allowlist")
            : Arrays.asList(section.text("allowlist").orElse("").split(","));
    return entries.stream().map(String::strip).filter(entry -> !entry.isEmpty()).toList();
  }

  private static Optional<TlsSection> tls(Section section) throws ConfigException {
    Optional<String> certfile = section.text("certfile").filter(text -> !text.isBlank());
    Optional<String> keyfile = section.text("keyfile");
    Optional<String> password = section.text("keyfile_password");
    Optional<String> ciphers = section.text("ciphers");
    TlsSection.VerifyClient verify = verifyClient(section);
    if (certfile.isEmpty() && (keyfile.isPresent() || verify != TlsSection.VerifyClient.NONE)) {
      throw section.wrong(
          "certfile",
          "is missing, and without it the REST API would speak plain HTTP",
          "name the certificate, or remove keyfile and verify_client");
    }
    return certfile.map(
        file -> new TlsSection(Path.of(file), keyfile.map(Path::of), password, ciphers, verify));
  }

  private static TlsSection.VerifyClient verifyClient(Section section) throws ConfigException {
    return switch (section.text("verify_client").orElse("none").toLowerCase(Locale.ROOT)) {
      case "none" -> TlsSection.VerifyClient.NONE;
      case "optional" -> TlsSection.VerifyClient.OPTIONAL;
      case "required" -> TlsSection.VerifyClient.REQUIRED;
      default ->
          throw section.wrong("verify_client", "is not a mode", "use none, optional or required");
    };
  }

  private static Map<String, String> headers(Section section, String key) throws ConfigException {
    Map<String, String> headers = section.settings(key);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (!HEADER_NAME.matcher(header.getKey()).matches()
          || !HEADER_VALUE.matcher(header.getValue()).matches()) {
        throw section.wrong(
            key,
            "has the entry '" + Shown.oneLine(header.getKey()) + "', which is not a header",
            "write 'Name: value' lines without control characters");
      }
    }
    return headers;
  }

  private static ServerTokens serverTokens(Section section) throws ConfigException {
    String text = section.text("server_tokens").orElse("Original");
    try {
      return ServerTokens.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw section.wrong(
          "server_tokens", "is not a choice", "use Original, ProductOnly or Minimal");
    }
  }

  private static int size(Section section, String key, int least, int most, int otherwise)
      throws ConfigException {
    OptionalLong size = section.integer(key, "");
    if (size.isEmpty()) {
      return otherwise;
    }
    if (size.getAsLong() < least || size.getAsLong() > most) {
      throw section.wrong(key, "is out of range", "use a number between " + least + " and " + most);
    }
    return (int) size.getAsLong();
  }
}
