package io.matriarch.agent.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CipherListTest {
  private static final List<String> OFFERED =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_DHE_RSA_WITH_AES_256_CBC_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
          "TLS_RSA_WITH_AES_128_CBC_SHA",
          "TLS_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_EMPTY_RENEGOTIATION_INFO_SCSV");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ECDHE-ECDSA-AES256-GCM-SHA384 | 1
          ECDHE-RSA-CHACHA20-POLY1305:ECDHE-RSA-AES128-GCM-SHA256 | 3 2
          AES128-SHA,AES256-GCM-SHA384 | 6 7
          DHE-RSA-AES256-SHA256 ECDHE-RSA-AES256-SHA | 4 5
          TLS_RSA_WITH_AES_128_CBC_SHA | 6
          HIGH | 1 2 3 4 5 6 7
          HIGH:!aNULL:!MD5 | 1 2 3 4 5 6 7
          ALL:!SHA1:!kRSA | 1 2 3 4
          DEFAULT:-RSA | 1
          EECDH+AESGCM:EDH+AES256 | 1 2 4
          ECDHE:!ECDSA:@STRENGTH | 2 3 5
          ECDHE:+aECDSA | 2 3 5 1
          !ECDHE:HIGH | 4 6 7
          TLSv1.2+ECDHE | 1 2 3
          AEAD+kRSA | 7
          HIGH:!HIGH | none
          CAMELLIA | none
          nonsense | none
          """)
  void wordsChooseInTheirOrder(String text, String expected) {
    String chosen =
        CipherList.choose(text, OFFERED).stream()
            .map(OFFERED::indexOf)
            .filter(index -> index > 0 && index < 8)
            .map(String::valueOf)
            .collect(Collectors.joining(" "));

    assertThat(chosen.isEmpty() ? "none" : chosen).isEqualTo(expected);
  }

  @Test
  void theNewestProtocolIsNotSubjectToIt() {
    assertThat(CipherList.choose("AES128-SHA", OFFERED))
        .containsExactly(
            "TLS_AES_256_GCM_SHA384",
            "TLS_EMPTY_RENEGOTIATION_INFO_SCSV",
            "TLS_RSA_WITH_AES_128_CBC_SHA");
  }
}
