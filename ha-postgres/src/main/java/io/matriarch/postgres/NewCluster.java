package io.matriarch.postgres;

import java.util.Optional;

/**
 * What is particular about creating a cluster here.
 *
 * @param method what makes the first data; empty: {@code initdb}
 * @param postBootstrap run once the first server is writable; anything but exit code 0 undoes it
 */
public record NewCluster(Optional<CustomBootstrap> method, Optional<Script> postBootstrap) {}
