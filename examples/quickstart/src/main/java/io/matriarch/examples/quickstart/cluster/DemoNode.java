package io.matriarch.examples.quickstart.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One node as a process of its own, started from the distribution. For one thread. */
public final class DemoNode {
  private final NodeSpec spec;
  private final ServerProcesses server;
  private final NodeRest rest;
  private AgentProgram program;
  private Optional<Process> agent = Optional.empty();

  public DemoNode(NodeSpec spec, AgentProgram program) {
    this.spec = spec;
    this.program = program;
    this.server = new ServerProcesses(spec.dataDirectory());
    this.rest = new NodeRest(spec.rest());
  }

  /** What was done to a node, and when. */
  public record Blow(Instant at, long nanoTime, int processes) {}

  public NodeSpec spec() {
    return spec;
  }

  public String name() {
    return spec.name();
  }

  public NodeRest rest() {
    return rest;
  }

  /**
   * From its next start on, another program runs this node, from the same file on the same data.
   */
  public void use(AgentProgram other) {
    program = other;
  }

  /** What the node says of itself; empty if it does not answer. */
  public Optional<MemberStatus> status() throws InterruptedException {
    return rest.document("/patroni").map(MemberStatus::of);
  }

  /** The agent's lines so far. */
  public List<LogLine> log() {
    return LogLine.read(spec.log());
  }

  /** Starts the agent; returns at once. */
  public void start() {
    start(Map.of());
  }

  /** Starts the agent with more environment variables. */
  public void start(Map<String, String> environment) {
    ProcessBuilder builder =
        new ProcessBuilder(program.with(spec.configuration()))
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
    builder.environment().putAll(environment);
    try {
      agent = Optional.of(builder.start());
    } catch (IOException e) {
      throw new TrialException(
          "cannot start " + program.command().get(0) + ": " + e.getMessage(), e);
    }
  }

  /** True while the agent's process exists. */
  public boolean isAgentAlive() {
    return agent.filter(Process::isAlive).isPresent();
  }

  /** The agent's process id. */
  public long agentPid() {
    return agent.orElseThrow().pid();
  }

  /** The first process of its PostgreSQL server, if it runs. */
  public Optional<ProcessHandle> postmaster() {
    return server.postmaster();
  }

  /** Every process of the node that exists now: the agent's, and those of its server. */
  public List<ProcessHandle> processes() {
    List<ProcessHandle> all = new ArrayList<>(server.all());
    agent.map(Process::toHandle).filter(ProcessHandle::isAlive).ifPresent(all::add);
    return all;
  }

  /** True while any process of its PostgreSQL server exists. */
  public boolean isServerAlive() {
    return !server.all().isEmpty();
  }

  /** SIGTERM to the agent: an orderly end, which is not waited for. */
  public Blow terminate() {
    Blow blow = new Blow(Instant.now(), System.nanoTime(), 1);
    agent.ifPresent(Process::destroy);
    return blow;
  }

  /** Waits for the agent's end; empty if it is still there. */
  public Optional<Integer> awaitExit(Duration longest) throws InterruptedException {
    Process process = agent.orElseThrow();
    return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)
        ? Optional.of(process.exitValue())
        : Optional.empty();
  }

  /** SIGKILL to the server's first process only; the agent stays. */
  public Blow killPostmaster() {
    ProcessHandle postmaster =
        server
            .postmaster()
            .orElseThrow(() -> new TrialException("PostgreSQL of " + name() + " does not run"));
    Blow blow = new Blow(Instant.now(), System.nanoTime(), 1);
    postmaster.destroyForcibly();
    return blow;
  }

  /** SIGKILL to everything of the node, as if its machine had lost power. */
  public Blow kill() throws InterruptedException {
    List<ProcessHandle> victims = processes();
    Blow blow = new Blow(Instant.now(), System.nanoTime(), victims.size());
    victims.forEach(ProcessHandle::destroyForcibly);
    Wait.until(
        "the end of all processes of " + name(),
        Duration.ofSeconds(10),
        () -> {
          server.all().forEach(ProcessHandle::destroyForcibly);
          return !isAgentAlive() && !isServerAlive();
        });
    return blow;
  }
}
