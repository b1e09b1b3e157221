package io.matriarch.examples.launcher.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import io.matriarch.agent.config.LogSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/** A log file that is moved aside when it is full, and its permissions. */
final class RotatedFile extends RollingFileAppender<ILoggingEvent> {
  static final String NAME = "patroni.log";
  private static final PosixFilePermission[] FROM_THE_LAST_BIT_ON = {
    PosixFilePermission.OTHERS_EXECUTE,
    PosixFilePermission.OTHERS_WRITE,
    PosixFilePermission.OTHERS_READ,
    PosixFilePermission.GROUP_EXECUTE,
    PosixFilePermission.GROUP_WRITE,
    PosixFilePermission.GROUP_READ,
    PosixFilePermission.OWNER_EXECUTE,
    PosixFilePermission.OWNER_WRITE,
    PosixFilePermission.OWNER_READ
  };

  private final OptionalInt mode;

  RotatedFile(Context context, LogSection.Rotated section) {
    this.mode = section.mode();
    setContext(context);
    Path file = section.directory().resolve(NAME);
    setFile(file.toString());
    setTriggeringPolicy(whenFull(context, section));
    setRollingPolicy(window(context, file, section.kept()));
  }

  @Override
  public void openFile(String name) throws IOException {
    super.openFile(name);
    if (mode.isPresent()) {
      Files.setPosixFilePermissions(Path.of(name), permissions(mode.getAsInt()));
    }
  }

  static Set<PosixFilePermission> permissions(int bits) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < FROM_THE_LAST_BIT_ON.length; i++) {
      if ((bits & 1 << i) != 0) {
        permissions.add(FROM_THE_LAST_BIT_ON[i]);
      }
    }
    return permissions;
  }

  private static SizeBasedTriggeringPolicy<ILoggingEvent> whenFull(
      Context context, LogSection.Rotated section) {
    SizeBasedTriggeringPolicy<ILoggingEvent> policy = new SizeBasedTriggeringPolicy<>();
    policy.setContext(context);
    boolean never = section.kept() == 0 || section.size() == 0;
    policy.setMaxFileSize(new FileSize(never ? Long.MAX_VALUE : section.size()));
    policy.setCheckIncrement(Duration.buildByMilliseconds(1));
    policy.start();
    return policy;
  }

  private FixedWindowRollingPolicy window(Context context, Path file, int kept) {
    FixedWindowRollingPolicy policy =
        new FixedWindowRollingPolicy() {
          @Override
          protected int getMaxWindowSize() {
            return Math.max(1, kept);
          }
        };
    policy.setContext(context);
    policy.setParent(this);
    policy.setFileNamePattern(file + ".%i");
    policy.setMinIndex(1);
    policy.setMaxIndex(Math.max(1, kept));
    policy.start();
    return policy;
  }
}
