package io.matriarch.dcs.etcd;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/** Finds servers by the SRV records of a domain. */
final class SrvRecords {
  /** One kind of service, and whether it speaks TLS. */
  private record Service(String name, boolean tls) {}

  /** In the order in which they are looked for. */
  private static final List<Service> SERVICES =
      List.of(
          new Service("_etcd-client-ssl", true),
          new Service("_etcd-client", false),
          new Service("_etcd-ssl", true),
          new Service("_etcd", false));

  private final String domain;
  private final String suffix;
  private final String nameServer;

  /** Asks the machine's name servers. */
  SrvRecords(String domain, String suffix) {
    this(domain, suffix, "dns:");
  }

  /**
   * @param suffix appended to the service's name after a hyphen; empty: none
   * @param nameServer URL of it, as JNDI has it
   */
  SrvRecords(String domain, String suffix, String nameServer) {
    this.domain = domain;
    this.suffix = suffix.isEmpty() ? "" : "-" + suffix;
    this.nameServer = nameServer;
  }

  /** Looks them up in a thread of its own: name servers may take their time. */
  CompletableFuture<List<Address>> find() {
    CompletableFuture<List<Address>> found = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                found.complete(lookUp());
              } catch (NamingException | RuntimeException failed) {
                found.completeExceptionally(failed);
              }
            },
            "matriarch-etcd-srv");
    thread.setDaemon(true);
    thread.start();
    return found;
  }

  private List<Address> lookUp() throws NamingException {
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    environment.put(Context.PROVIDER_URL, nameServer);
    environment.put("com.sun.jndi.dns.timeout.initial", "1000");
    environment.put("com.sun.jndi.dns.timeout.retries", "2");
    InitialDirContext dns = new InitialDirContext(environment);
    try {
      for (Service service : SERVICES) {
        List<Address> found =
            lookUp(dns, service.name() + suffix + "._tcp." + domain, service.tls());
        if (!found.isEmpty()) {
          return found;
        }
      }
    } finally {
      dns.close();
    }
    throw new NamingException("no server of etcd is named by SRV records of " + domain);
  }

  private static List<Address> lookUp(InitialDirContext dns, String name, boolean tls)
      throws NamingException {
    List<Address> found = new ArrayList<>();
    try {
      Attribute records = dns.getAttributes(name, new String[] {"SRV"}).get("SRV");
      for (Object record : records == null ? List.of() : Collections.list(records.getAll())) {
        // Priority, weight, port, host.
        String[] parts = record.toString().split(" ");
        String host =
            parts[3].endsWith(".") ? parts[3].substring(0, parts[3].length() - 1) : parts[3];
        found.add(new Address(host, Integer.parseInt(parts[2]), tls));
      }
    } catch (NameNotFoundException none) {
      // The next service may be there.
    }
    // An answer's order changes from one to the next.
    found.sort(Comparator.comparing(Address::toString));
    return found;
  }
}
