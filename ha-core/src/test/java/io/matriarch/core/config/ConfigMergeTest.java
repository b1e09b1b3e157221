package io.matriarch.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigMergeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'a':1}; {'b':2}; {'a':1,'b':2}",
        "{'a':1,'b':2}; {'a':null}; {'b':2}",
        "{'a':1}; {'x':null}; {'a':1}",
        "{'a':{'b':1,'c':2}}; {'a':{'b':null,'d':3}}; {'a':{'c':2,'d':3}}",
        "{'a':1}; {'a':{'b':null,'c':2}}; {'a':{'b':null,'c':2}}",
        "{}; {'slots':{'b':null}}; {'slots':{'b':null}}",
        "{'a':{'b':1}}; {'a':2}; {'a':2}",
        "{'a':2}; {'a':'2'}; {'a':2}",
        "{'a':[1,2]}; {'a':[1]}; {'a':[1]}"
      })
  void mergesAsEveryMemberDoes(String into, String patch, String expected) {
    assertThat(ConfigMerge.merge(object(into), object(patch))).isEqualTo(object(expected));
  }

  private static Map<String, Object> object(String text) {
    return Json.object(text.replace('\'', '"')).orElseThrow();
  }
}
