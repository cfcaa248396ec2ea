package io.ecart.testkit.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

  @Test
  void createsADatabaseOnce() throws SQLException {
    try (PostgresServer server = PostgresServer.start(PostgresOptions.throwAway())) {
      String uri = server.createDatabase("orders");
      assertEquals(uri, server.createDatabase("orders"));
      assertEquals("orders", query(server, "orders", "SELECT current_database()"));
    }
  }

  @Test
  void refusesADatabaseNameThatWouldNeedQuoting() {
    try (PostgresServer server = PostgresServer.start(PostgresOptions.throwAway())) {
      assertThrows(IllegalArgumentException.class, () -> server.createDatabase("a\"; DROP"));
    }
  }

  @Test
  void comparesTextAlikeOnEveryMachine() throws SQLException {
    try (PostgresServer server = PostgresServer.start(PostgresOptions.throwAway())) {
      assertEquals("äö", query(server, "postgres", "SELECT lower('ÄÖ')"));
      assertEquals("t", query(server, "postgres", "SELECT 'Z' < 'a'"));
    }
  }

  @Test
  void isFastOrDurableAsAsked(@TempDir Path folder) throws SQLException {
    try (PostgresServer fast = PostgresServer.start(PostgresOptions.throwAway());
        PostgresServer durable = PostgresServer.start(PostgresOptions.keptIn(folder))) {
      assertNotEquals(fast.port(), durable.port());
      assertEquals("off", query(fast, "postgres", "SHOW fsync"));
      assertEquals("off", query(fast, "postgres", "SHOW synchronous_commit"));
      assertEquals("on", query(durable, "postgres", "SHOW fsync"));
      assertEquals("on", query(durable, "postgres", "SHOW synchronous_commit"));
    }
  }

  @Test
  void takesSettingsAndCountsStatements() throws SQLException {
    PostgresOptions options = PostgresOptions.throwAway().with("shared_buffers", "32MB");
    try (PostgresServer server = PostgresServer.start(options)) {
      assertEquals("32MB", query(server, "postgres", "SHOW shared_buffers"));
      update(server, "CREATE EXTENSION pg_stat_statements");
      assertEquals("t", query(server, "postgres", "SELECT count(*) > 0 FROM pg_stat_statements"));
    }
  }

  @Test
  void keepsCommittedRowsWhenItIsKilled(@TempDir Path folder) throws SQLException {
    try (PostgresServer server = PostgresServer.start(PostgresOptions.keptIn(folder))) {
      int port = server.port();
      update(server, "CREATE TABLE kept AS SELECT 42 AS n");
      server.kill();
      assertFalse(server.isRunning());
      assertFalse(Ports.isOpen(port));
      server.restart();
      assertEquals(port, server.port());
      assertEquals("42", query(server, "postgres", "SELECT n FROM kept"));
    }
  }

  @Test
  void keepsItsDataBetweenStarts(@TempDir Path folder) throws SQLException {
    PostgresOptions options = PostgresOptions.keptIn(folder);
    try (PostgresServer first = PostgresServer.start(options)) {
      update(first, "CREATE TABLE kept AS SELECT 42 AS n");
    }
    try (PostgresServer second = PostgresServer.start(options)) {
      assertEquals("42", query(second, "postgres", "SELECT n FROM kept"));
    }
  }

  @Test
  void refusesAFolderThatIsInUse(@TempDir Path folder) {
    PostgresOptions options = PostgresOptions.keptIn(folder);
    try (PostgresServer first = PostgresServer.start(options)) {
      assertThrows(IllegalStateException.class, () -> PostgresServer.start(options));
      assertTrue(first.isRunning());
    }
  }

  @Test
  void refusesAPortThatIsTaken(@TempDir Path folder) {
    try (PostgresServer first = PostgresServer.start(PostgresOptions.throwAway())) {
      PostgresOptions same = PostgresOptions.keptIn(folder).withPort(first.port());
      Exception e = assertThrows(IllegalStateException.class, () -> PostgresServer.start(same));
      assertTrue(String.valueOf(e.getMessage()).contains("already in use"), e.getMessage());
    }
  }

  @Test
  void leavesNothingBehind() {
    PostgresServer server = PostgresServer.start(PostgresOptions.throwAway());
    Path folder = server.folder();
    assertTrue(Files.isDirectory(folder));
    server.close();
    server.close();
    assertFalse(Files.exists(folder));
    assertFalse(Ports.isOpen(server.port()));
  }

  private static String query(PostgresServer server, String database, String sql)
      throws SQLException {
    try (Connection connection = connect(server, database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertTrue(rows.next());
      return rows.getString(1);
    }
  }

  private static void update(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = connect(server, "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(PostgresServer server, String database) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database;
    return DriverManager.getConnection(url, "postgres", "");
  }
}
