package io.matriarch.cli.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** As the usual library of the other implementation writes it. */
class YamlTextTest {

  @Test
  void keys_are_sorted_and_lists_not_indented() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("b", List.of(Map.of("y", 1, "x", 2), "text"));
    document.put("a", Map.of());
    document.put("c", List.of());

    assertThat(YamlText.block(document))
        .isEqualTo(
            """
            a: {}
            b:
            - x: 2
              y: 1
            - text
            c: []
            """);
  }

  @Test
  void text_that_would_read_as_something_else_is_quoted() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("a", "on");
    document.put("b", "12");
    document.put("c", "");
    document.put("d", "two\nlines");
    document.put("e", "2099-01-01");
    document.put("f", "Größe");
    document.put("g", null);
    document.put("h", true);
    document.put("i", "a: b");

    assertThat(YamlText.block(document))
        .isEqualTo(
            """
            a: 'on'
            b: '12'
            c: ''
            d: 'two

              lines'
            e: '2099-01-01'
            f: Größe
            g: null
            h: true
            i: 'a: b'
            """);
  }

  @Test
  void flow_stands_on_one_line() {
    assertThat(YamlText.flow(Map.of("nofailover", true, "clonefrom", "x")))
        .isEqualTo("{clonefrom: x, nofailover: true}");
  }

  @Test
  void what_was_written_is_read_again() {
    Map<String, Object> document = Map.of("a", List.of("on", 1, true), "b", Map.of("c", "x: y"));

    assertThat(YamlText.read("test", YamlText.block(document))).isEqualTo(document);
  }
}
