package io.matriarch.postgres;

import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.resource.FollowRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An agent in a process of its own that works on one node, so that it can be killed meanwhile. */
final class KillableAgent {
  private final Process process;

  private KillableAgent(Process process) {
    this.process = process;
  }

  /**
   * @param source whom to follow; nobody is asked to {@code create}
   * @param what {@code realign}, {@code rebuild} or {@code create}
   * @param program one of the server's programs, {@code method} for a replica method, or {@code
   *     post_bootstrap}
   * @param instead what it is replaced by
   */
  static KillableAgent begin(
      TestNode node, TestNode source, String what, String program, Path instead)
      throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new KillableAgent(
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                KillableAgent.class.getName(),
                node.name,
                node.dataDir.getParent().toString(),
                Integer.toString(node.port),
                source.name,
                Integer.toString(source.port),
                what,
                program,
                instead.toString())
            .redirectErrorStream(true)
            .redirectOutput(new File(node.dataDir.getParent().toFile(), "agent.log"))
            .start());
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  public static void main(String[] words) throws Exception {
    TestNode node = new TestNode(words[0], Path.of(words[1]), Integer.parseInt(words[2]));
    String program = words[6];
    String instead = words[7];
    node.with(
        config ->
            switch (program) {
              case "method" ->
                  config.createReplicaMethods(
                      List.of(
                          new ReplicaMethod(
                              "mine", Script.of(instead), false, false, true, Map.of())));
              case "post_bootstrap" -> config.postBootstrap(Script.of(instead));
              default -> config.binNames(Map.of(program, instead));
            });
    ReplicationSource source =
        new ReplicationSource(NodeName.of(words[3]), "127.0.0.1", Integer.parseInt(words[4]));
    FollowRequest request = new FollowRequest(source, TestNode.CLUSTER);
    switch (words[5]) {
      case "create" -> node.bootstrap();
      case "realign" -> node.resource.realign(request, new TestTask());
      default -> node.resource.rebuild(request, new TestTask());
    }
  }
}
