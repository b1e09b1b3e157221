package io.matriarch.testkit.sim.shrink;

import java.util.List;

/** Cases as text: a line per setting, then a line per fault; what follows a {@code #} is a note. */
public final class CaseFile {
  private CaseFile() {}

  /**
   * @param notes lines for people
   */
  public static String write(KeptCase written, List<String> notes) {
    return written instanceof ElectionCase election
        ? ElectionText.write(election, notes)
        : ClusterText.write((SimCase) written, notes);
  }

  /**
   * @param name of the file, for complaints
   * @throws IllegalArgumentException with the place, the text and what should stand there
   */
  public static KeptCase read(String name, String text) {
    CaseText read = CaseText.read(name, text);
    return ElectionText.is(read) ? ElectionText.read(read) : ClusterText.read(read);
  }
}
