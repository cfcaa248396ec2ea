package io.ecart.product;

import static io.ecart.product.ProductServer.product;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.testkit.Answer;
import io.ecart.testkit.Await;
import io.ecart.testkit.HttpProbe;
import io.ecart.testkit.servers.PostgresOptions;
import io.ecart.testkit.servers.PostgresServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service does without its database. */
class OutageIT {
  @TempDir private Path folder;

  @Test
  void withoutPostgresItSaysSoAndComesBackByItself() {
    try (PostgresServer postgres =
            PostgresServer.start(PostgresOptions.keptIn(folder.resolve("postgres")));
        ProductServer server =
            new ProductServer(
                postgres.createDatabase("outage"), Map.of("CATALOGUE_REMEMBERED", "0s"))) {
      HttpProbe management = HttpProbe.at(server.managementPort());
      server.staff().post("/api/v1/products", product("Z-1", "Lamp", 199)).expect(201);
      management.get("/health/ready").expect(200);

      postgres.kill();

      for (String path : new String[] {"/api/v1/products/Z-1", "/api/v1/products"}) {
        Answer away = server.guest().get(path).expect(503);
        assertEquals("unavailable", away.json().getString("code"));
        assertEquals("1", away.header("Retry-After"));
      }
      server.staff().post("/api/v1/products", product("Z-2", "Lamp", 199)).expect(503);
      String csv = "sku,name,price,currency\nZ-3,Lamp,1,EUR\n";
      server.staff().send("POST", "/api/v1/products/import", "text/csv", csv).expect(503);
      management.get("/health/ready").expect(503);
      management.get("/health/live").expect(200);

      postgres.restart();

      Await.until(
          "the database to be used again",
          () -> server.guest().get("/api/v1/products/Z-1").status() == 200);
      server.staff().send("POST", "/api/v1/products/import", "text/csv", csv).expect(200);
    }
  }
}
