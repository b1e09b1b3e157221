package com.example;

import io.matriarch.core.api.Stores;
import io.matriarch.postgres.datasource.LeaderDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Map;

/** Writes one order to whichever server is the primary of the cluster. */
public final class Orders {
  public static void main(String[] arguments) throws Exception {
    try (var store = Stores.connect("zookeeper", Map.of("hosts", arguments[0]));
        var primary =
            LeaderDataSource.builder().store(store, "orders").user("app", arguments[1]).build();
        Connection connection = primary.getConnection();
        PreparedStatement order = connection.prepareStatement("INSERT INTO orders VALUES (?)")) {
      order.setInt(1, 42);
      order.executeUpdate();
    }
  }
}
