package io.matriarch.cli.command;

import io.matriarch.cli.cluster.RoleFilter;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the word for a role. */
final class RoleConverter implements ITypeConverter<RoleFilter> {
  @Override
  public RoleFilter convert(String value) {
    try {
      return RoleFilter.of(value);
    } catch (IllegalArgumentException unknown) {
      throw new TypeConversionException(unknown.getMessage());
    }
  }
}
