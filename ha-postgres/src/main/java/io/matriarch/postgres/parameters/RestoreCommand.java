package io.matriarch.postgres.parameters;

/**
 * The {@code restore_command} as the server gets it. The server waits for the command without end,
 * and gives up recovery if the command dies by a signal. So the configured command is run by a
 * shell that reports "not found" if the command was killed for the sake of a promotion, and that
 * does not even begin it once that was necessary. Otherwise nothing changes.
 */
public final class RestoreCommand {
  /** Present in the data directory while a promotion does without the archive. */
  public static final String GIVEN_UP = "matriarch.archive_given_up";

  private static final String UNLESS_GIVEN_UP = "[ -e " + GIVEN_UP + " ] && exit 1; ";

  private RestoreCommand() {}

  /** The command so that it can be ended, on one line; an empty one stays empty. */
  public static String endable(String command) {
    if (command.isBlank()) {
      return command;
    }
    String quoted = "'" + command.replace("'", "'\\''") + "'";
    return UNLESS_GIVEN_UP + "sh -c " + quoted + " || { s=$?; " + UNLESS_GIVEN_UP + "exit $s; }";
  }
}
