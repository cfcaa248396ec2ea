package io.ecart.local.chaos;

import io.ecart.testkit.servers.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Whether everybody is told once of what happened to an order, as the notification log says. */
final class Messages {
  private static final String WRONG =
      """
      SELECT o.id, count(n.id) FILTER (WHERE n.event = 'order.placed') AS placed,
        count(n.id) - count(DISTINCT (n.event, n.channel, n.recipient)) AS doubled
      FROM unnest(?::text[]) AS o(id) LEFT JOIN notification n ON n.order_id = o.id
      GROUP BY o.id
      HAVING count(n.id) FILTER (WHERE n.event = 'order.placed') <> 1
        OR count(n.id) <> count(DISTINCT (n.event, n.channel, n.recipient))
      """;

  private Messages() {}

  static List<String> faults(PostgresServer postgres, Collection<String> orders) {
    String url = "jdbc:" + postgres.uri("notification").replace("postgres@", "");
    try (Connection connection = DriverManager.getConnection(url + "?user=postgres");
        PreparedStatement statement = connection.prepareStatement(WRONG)) {
      statement.setArray(1, connection.createArrayOf("text", orders.toArray()));
      List<String> faults = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          faults.add(
              String.format(
                  "order %s: %d messages that it was placed, %d messages twice",
                  rows.getString(1), rows.getLong(2), rows.getLong(3)));
        }
      }
      return faults;
    } catch (SQLException e) {
      throw new IllegalStateException("The notification log cannot be read", e);
    }
  }
}
