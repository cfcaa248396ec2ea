package io.ecart.local.load;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Writes years of business straight into a service's tables, for there is no time to live through
 * them. Sums stay as they are: every past order is delivered, and past movements cancel out.
 */
final class Past implements AutoCloseable {
  private static final int CHUNK = 250_000;

  /** The id of the nth past order, a UUIDv7; ten milliseconds apart, up to yesterday. */
  private static final String ID =
      "(lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint - 86400000 - 10 * (?::bigint - i)),"
          + " 12, '0') || '7' || lpad(to_hex(i % 4096), 3, '0') || '8' || substr(md5(i::text), 1,"
          + " 15))::uuid";

  private static final String NUMBERED = "SELECT i, " + ID + " AS id FROM generate_series(?, ?) i";

  private static final String ORDERS =
      "WITH past AS ("
          + NUMBERED
          + "), placed AS (INSERT INTO orders (id, status, payment_status, fulfillment_status,"
          + " number, customer_id, total_minor, currency, contact, shipping_address, metadata,"
          + " version, placed_at, updated_at) SELECT id, 'completed', 'none', 'delivered', -i,"
          + " 'customer-' || i % 100000, 999, 'EUR', '{\"email\": \"past@example.com\"}',"
          + " '{\"name\": \"Past\", \"country\": \"DE\"}', '{}', 4, now() - interval '1 day', now()"
          + " FROM past), told AS (INSERT INTO outbox (seq, topic, key, payload) OVERRIDING SYSTEM"
          + " VALUE SELECT -i, 'order.events', id::text, '{}' FROM past) INSERT INTO order_line"
          + " (order_id, line_id, sku, name, quantity, unit_price_minor, allocated_from, shipped)"
          + " SELECT id, id, 'sku-' || lpad((1 + i % ?)::text, 4, '0'), 'Thing', 1, 999,"
          + " '[{\"location\": \"main\", \"quantity\": 1}]', 1 FROM past";

  /** In pairs: one piece comes, and goes. */
  private static final String MOVEMENTS =
      "INSERT INTO movement (on_hand, reserved, allocated, unavailable, incoming, sku, location,"
          + " kind, reference, reason, actor)"
          + " SELECT CASE i % 2 WHEN 0 THEN 1 ELSE -1 END, 0, 0, 0, 0,"
          + " 'sku-' || lpad((1 + (i / 2) % ?)::text, 4, '0'), 'main',"
          + " CASE i % 2 WHEN 0 THEN 'received' ELSE 'shipped' END, 'past/' || i / 10, NULL, 'past'"
          + " FROM generate_series(?::bigint, ?::bigint) i";

  private final Connection connection;

  private Past(Connection connection) {
    this.connection = connection;
  }

  static Past of(String database) throws SQLException {
    String url = database.replaceFirst("postgresql://postgres@", "jdbc:postgresql://");
    return new Past(DriverManager.getConnection(url + "?user=postgres"));
  }

  void addOrders(int count, int skus) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ORDERS)) {
      for (int from = 1; from <= count; from += CHUNK) {
        insert.setLong(1, count);
        insert.setInt(2, from);
        insert.setInt(3, Math.min(count, from + CHUNK - 1));
        insert.setInt(4, skus);
        insert.executeUpdate();
        progress("orders", from, count);
      }
    }
    settle();
  }

  /**
   * @param count even, so that every movement has its counterpart
   */
  void addMovements(int count, int skus) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(MOVEMENTS)) {
      for (int from = 0; from < count; from += CHUNK) {
        insert.setInt(1, skus);
        insert.setInt(2, from);
        insert.setInt(3, Math.min(count, from + CHUNK) - 1);
        insert.executeUpdate();
        progress("movements", from, count);
      }
    }
    settle();
  }

  private static void progress(String what, int from, int count) {
    if (from / CHUNK % 20 == 0) {
      System.out.printf("Writing the past: %d of %d %s%n", from, count, what);
    }
  }

  /** As autovacuum and the checkpointer would have done in all that time. */
  private void settle() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("VACUUM ANALYZE");
      statement.execute("CHECKPOINT");
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
