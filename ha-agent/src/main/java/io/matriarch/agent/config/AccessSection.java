package io.matriarch.agent.config;

import java.util.Optional;

/**
 * How the server is reached.
 *
 * @param connect where clients and other members reach it
 * @param proxy where clients reach a connection pool in front of it; absent: there is none
 * @param socket whether local programs are sent to its Unix socket
 * @param replicationSocket the same for local replication connections
 * @param krbsrvname Kerberos service name of the servers
 */
public record AccessSection(
    HostPort connect,
    Optional<HostPort> proxy,
    boolean socket,
    boolean replicationSocket,
    Optional<String> krbsrvname) {}
