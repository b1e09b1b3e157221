package io.matriarch.postgres.parameters;

import io.matriarch.core.config.Values;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What a controlled parameter may be set to.
 *
 * @param standard value without an acceptable one
 * @param accepted the value as the server gets it; empty if it is not acceptable
 * @param wanted what an acceptable value is, for people
 */
record ControlledRule(String standard, Function<Object, Optional<String>> accepted, String wanted) {

  /** The value to run with. */
  String resolve(Object asked) {
    return Optional.ofNullable(asked).flatMap(accepted).orElse(standard);
  }

  static ControlledRule number(long least, long most, long standard) {
    return number("", "", least, most, standard);
  }

  static ControlledRule number(String unit, String suffix, long least, long most, long standard) {
    return new ControlledRule(
        standard + suffix,
        value -> {
          OptionalLong number = Values.integer(value, unit);
          return number.isPresent() && number.getAsLong() >= least && number.getAsLong() <= most
              ? Optional.of(number.getAsLong() + suffix)
              : Optional.empty();
        },
        "a number from " + least + suffix + " to " + most + suffix);
  }

  static ControlledRule onOff(String standard) {
    return new ControlledRule(
        standard, value -> Values.bool(value).map(on -> on ? "on" : "off"), "on or off");
  }

  /** A switch that must be on. */
  static ControlledRule on() {
    return new ControlledRule(
        "on", value -> Values.bool(value).filter(on -> on).map(on -> "on"), "on");
  }

  /** {@code hot_standby} is what {@code replica} was called once. */
  static ControlledRule walLevel() {
    return new ControlledRule(
        "replica",
        value ->
            switch (String.valueOf(value).toLowerCase(Locale.ROOT)) {
              case "replica", "hot_standby" -> Optional.of("replica");
              case "logical" -> Optional.of("logical");
              default -> Optional.empty();
            },
        "replica or logical");
  }
}
