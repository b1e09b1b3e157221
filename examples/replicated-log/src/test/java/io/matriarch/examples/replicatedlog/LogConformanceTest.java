package io.matriarch.examples.replicatedlog;

import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Ticker;
import io.matriarch.testkit.tck.ManagedResourceConformanceKit;
import io.matriarch.testkit.tck.ResourceFixture;
import io.matriarch.testkit.tck.ResourceNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The log keeps every rule of a resource")
class LogConformanceTest extends ManagedResourceConformanceKit<LogResource> {
  @TempDir private Path folder;

  @Override
  protected ResourceFixture<LogResource> open() {
    return new Fixture(folder, new SystemTicker(), new ArrayList<>());
  }

  private record Fixture(Path folder, Ticker ticker, List<LogResource> logs)
      implements ResourceFixture<LogResource> {
    @Override
    public ResourceNode<LogResource> node(String name) throws IOException {
      InetSocketAddress address = new InetSocketAddress("127.0.0.1", LogProcess.PORTS.next());
      LogResource log = new LogResource(folder.resolve(name), address, ticker);
      log.writableUntil(() -> MonoTime.MAX);
      logs.add(log);
      return new Node(
          log, new ReplicationSource(NodeName.of(name), "127.0.0.1", address.getPort()));
    }

    @Override
    public void stop() {
      logs.forEach(LogResource::close);
    }
  }

  private record Node(LogResource resource, ReplicationSource source)
      implements ResourceNode<LogResource> {
    @Override
    public boolean write() {
      try (LogSession client = new LogSession(source.port(), Duration.ofSeconds(5))) {
        return client.append("something").startsWith("OK ");
      } catch (IOException gone) {
        return false;
      }
    }
  }
}
