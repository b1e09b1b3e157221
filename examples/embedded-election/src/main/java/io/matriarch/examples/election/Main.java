package io.matriarch.examples.election;

import io.matriarch.core.api.LeaderElection;
import io.matriarch.core.api.LeadershipListener;
import io.matriarch.core.api.LeadershipPermit;
import io.matriarch.core.api.RevocationReason;
import io.matriarch.core.api.Stores;
import io.matriarch.core.store.StoreConnection;
import java.util.Map;

/** Of all processes one counts. Arguments: ZooKeeper's hosts, own name, port of the counter. */
public record Main(String name, Counter counter) implements LeadershipListener {

  public static void main(String... args) throws Exception {
    Main counting = new Main(args[1], new Counter(args[1], Integer.parseInt(args[2])));
    try (StoreConnection store = Stores.connect("zookeeper", Map.of("hosts", args[0]))) {
      LeaderElection election =
          LeaderElection.on(store).of("counting").as(args[1]).listener(counting).start();
      System.in.transferTo(System.out); // takes part until its input ends
      election.close();
    }
  }

  @Override
  public void elected(LeadershipPermit permit) throws Exception {
    System.out.println("elected " + permit.term());
    while (permit.isValid()) {
      System.out.println(counter.write(permit.term(), counter.read() + 1));
    }
  }

  @Override
  public void revoked(RevocationReason reason) {
    System.out.println("revoked " + reason);
  }
}
