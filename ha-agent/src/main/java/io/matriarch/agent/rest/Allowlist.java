package io.matriarch.agent.rest;

import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.MemberRecord;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From where requests that change something may come.
 *
 * @param networks addresses
 * @param hosts names, looked up whenever somebody asks
 * @param includeMembers the members' own hosts belong to it
 */
record Allowlist(List<Network> networks, List<String> hosts, boolean includeMembers) {

  static Allowlist of(List<String> entries, boolean includeMembers) {
    return new Allowlist(
        entries.stream().map(Network::parse).flatMap(Optional::stream).toList(),
        entries.stream().filter(entry -> Network.parse(entry).isEmpty()).toList(),
        includeMembers);
  }

  /** Blocks as long as the system needs to look names up. */
  boolean allows(InetAddress client, Optional<ClusterView> view) {
    return isEmpty() && !includeMembers
        || isListed(client)
        || includeMembers && view.map(known -> isMember(client, known)).orElse(false);
  }

  /** The same where nobody can say who the members are: then they do not count. */
  boolean allowsWithoutMembers(InetAddress client) {
    return isEmpty() || isListed(client);
  }

  private boolean isEmpty() {
    return networks.isEmpty() && hosts.isEmpty();
  }

  private boolean isListed(InetAddress client) {
    return networks.stream().anyMatch(network -> network.contains(client))
        || hosts.stream().flatMap(Allowlist::addresses).anyMatch(client::equals);
  }

  private static boolean isMember(InetAddress client, ClusterView view) {
    return view.members().values().stream()
        .map(MemberRecord::apiUrl)
        .flatMap(Allowlist::host)
        .flatMap(Allowlist::addresses)
        .anyMatch(client::equals);
  }

  private static Stream<String> host(String apiUrl) {
    try {
      return Stream.ofNullable(URI.create(apiUrl).getHost());
    } catch (IllegalArgumentException notAUrl) {
      return Stream.empty();
    }
  }

  private static Stream<InetAddress> addresses(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host));
    } catch (UnknownHostException unknown) {
      return Stream.empty();
    }
  }
}
