package io.ecart.product;

import static io.ecart.product.ProductServer.product;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.HttpProbe;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists, search and categories, over HTTP. */
class CatalogueIT {
  private static final String CSV =
      """
      sku,name,description,category,price,currency,status,groupId
      85123A,White hanging heart T-light holder,Wood and wire,Candles,2.95,GBP,active,
      85123B,Red hanging heart T-light holder,Wood and wire,Candles,2.55,GBP,active,
      71053,White metal lantern,For the garden; holds a candle,Lights,3.39,GBP,active,lanterns
      71054,Black metal lantern,For the garden,Lights,3.39,GBP,active,lanterns
      21730,Glass star frosted T-light holder,,Candles,4.25,GBP,active,
      22633,Hand warmer union jack,Keeps warm,Warmers,1.85,GBP,active,
      22632,Hand warmer red polka dot,Keeps warm,Warmers,1.85,GBP,draft,
      84879,Assorted colour bird ornament,,Ornaments,1.69,GBP,archived,
      x_y.Z-1,Odd one,,Ornaments,0,GBP,active,
      W-1,Shirt Black/White striped,,Words,1,GBP,active,
      W-2,Cable USB-C/Firewire,,Words,1,GBP,active,
      W-3,Socks 38-40 grey,<p>Wool <strong>from</strong> St.Gallen</p>,Words,1,GBP,active,
      W-4,Mug 0.5l \u00d6lofen,\u00d6konomisch,Words,1,GBP,active,
      W-5,Same,,Words,1,GBP,active,
      W-6,On,,Words,1,GBP,active,
      W-7,Poster - blue,,Wall/Art,1,GBP,active,
      """;

  private static ProductServer server;

  @BeforeAll
  static void start() {
    server = new ProductServer(Map.of());
    server.staff().send("POST", "/api/v1/products/import", "text/csv", CSV).expect(200);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "q=lantern&sort=name          | 71054 71053",
        "q=lanterns&sort=name         | 71054 71053",
        "q=lant&sort=name             | 71054 71053",
        "q=white%20lant               | 71053",
        "q=candle                     | 21730 85123A 85123B 71053",
        "q=t-light                    | 21730 85123A 85123B 71053 71054",
        "q=85123                      | 85123A 85123B",
        "q=85123b                     | 85123B",
        "q=%22metal%20lantern%22&sort=sku | 71053 71054",
        "q=lantern%20-white           | 71054",
        "q=lantern%20or%20bird        | 71053 71054",
        "q=x_                         | x_y.Z-1",
        "q=%25                        | ``",
        "q=the                        | ``",
        "q='%3B%20drop%20table%20product%20-- | ``",
        "category=Lights&sort=-price  | 71054 71053",
        "category=lights              | ``",
        "groupId=lanterns&sort=sku    | 71053 71054",
        "minPrice=339&sort=price      | 71053 71054 21730",
        "minPrice=256&maxPrice=339&sort=sku | 71053 71054 85123A",
        "maxPrice=0                   | x_y.Z-1",
        "skus=71053,nope,21730&sort=sku | 21730 71053",
        "skus=22632,84879             | ``",
        "status=active&category=Warmers | 22633"
      })
  void thePublicFinds(String query, String skus) {
    assertEquals(List.of(skus.split(" ")), found(server.guest(), query + "&availability=none"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "striped white   | W-1",
        "black/white     | W-1",
        "firewire        | W-2",
        "usb-c           | W-2",
        "\"usb c\"         | W-2",
        "38              | W-3",
        "40              | W-3",
        "38-40           | W-3",
        "gallen          | W-3",
        "st.gallen       | W-3",
        "strong          | ``",
        "\u00d6lofen          | W-4",
        "\u00f6lofen          | W-4",
        "\u00d6LOF            | W-4",
        "\u00f6konomisch      | W-4",
        "mug 0.5         | W-4",
        "same            | W-5",
        "Same            | W-5",
        "on              | W-6",
        "poster - blue   | W-7",
        "poster -blue    | ``",
        "art             | W-7",
        "\"blue wall\"     | ``",
        "\"blue poster\"   | ``"
      })
  void wordsAreFoundHoweverTheyAreWritten(String text, String skus) {
    String query = "q=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "&skus=";
    String all = "W-1,W-2,W-3,W-4,W-5,W-6,W-7&sort=sku&availability=none";

    assertEquals(List.of(skus.split(" ")), found(server.guest(), query + all));
  }

  @ParameterizedTest
  @CsvSource({
    "status=draft,22632",
    "status=archived,84879",
    "'skus=22632,84879,71053&sort=sku',22632 71053 84879",
    "'category=Warmers&sort=sku',22632 22633"
  })
  void staffAndServicesFindAll(String query, String skus) {
    assertEquals(List.of(skus.split(" ")), found(server.staff(), query));
    assertEquals(List.of(skus.split(" ")), found(server.service(), query));
  }

  @ParameterizedTest
  @ValueSource(strings = {"draft", "archived"})
  void thePublicMayNotAskForWhatIsNotOnSale(String status) {
    JsonObject refusal = server.guest().get("/api/v1/products?status=" + status).expect(401).json();
    assertEquals("unauthenticated", refusal.getString("code"));
    server.customer().get("/api/v1/products?status=" + status).expect(403);
  }

  @Test
  void theNameCountsMoreThanTheDescription() {
    List<String> skus = found(server.guest(), "q=candle");

    assertEquals("71053", skus.get(skus.size() - 1), "only its description speaks of a candle");
  }

  @ParameterizedTest
  @ValueSource(strings = {"relevance", "name", "price", "-price", "-createdAt", "sku"})
  void pagesGoThroughAllOnceInEveryOrder(String sort) {
    HttpProbe staff = server.staff();
    for (String search : List.of("", "&q=hanging")) {
      String path = "/api/v1/products?availability=none&limit=2&sort=" + sort + search;
      String whole = path.replace("limit=2", "limit=200");
      List<String> skus = new ArrayList<>();
      JsonObject page = staff.get(path).expect(200).json();
      skus.addAll(skus(page));
      while (page.getString("next") != null) {
        page = staff.get(path + "&cursor=" + page.getString("next")).expect(200).json();
        skus.addAll(skus(page));
      }

      assertEquals(skus(staff.get(whole).expect(200).json()), skus, path);
      assertEquals(skus.size(), new TreeSet<>(skus).size(), path);
    }
  }

  @Test
  void pagesStayStableWhileProductsCome() {
    HttpProbe staff = server.staff();
    for (int i = 0; i < 6; i++) {
      staff.post("/api/v1/products", row("S-" + i, "Stable " + i, 100 + i)).expect(201);
    }
    String path = "/api/v1/products?category=stable&availability=none&limit=2&sort=price";
    JsonObject page = staff.get(path).expect(200).json();
    List<String> skus = new ArrayList<>(skus(page));
    int more = 0;
    while (page.getString("next") != null) {
      // One before the cursor and one behind it, with every page.
      staff.post("/api/v1/products", row("T-" + more, "Early", 1)).expect(201);
      staff.post("/api/v1/products", row("U-" + more, "Late", 200)).expect(201);
      if (++more > 3) {
        break;
      }
      page = staff.get(path + "&cursor=" + page.getString("next")).expect(200).json();
      skus.addAll(skus(page));
    }

    List<String> old = skus.stream().filter(sku -> sku.startsWith("S-")).toList();
    assertEquals(List.of("S-0", "S-1", "S-2", "S-3", "S-4", "S-5"), old);
    assertFalse(skus.stream().anyMatch(sku -> sku.startsWith("T-")));
    assertEquals(skus.size(), new TreeSet<>(skus).size());
  }

  @Test
  void aCursorIsOfItsListOnly() {
    String next =
        server
            .guest()
            .get("/api/v1/products?limit=1&sort=name")
            .expect(200)
            .json()
            .getString("next");

    server.guest().get("/api/v1/products?limit=1&sort=price&cursor=" + next).expect(422);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0,?limit",
    "limit=201,?limit",
    "limit=x,?limit",
    "cursor=x,?cursor",
    "cursor=WyJuYW1lIl0,?cursor",
    "cursor=WyJwcmljZSIsIngiLCJBIl0&sort=price,?cursor",
    "cursor=WyItY3JlYXRlZEF0IiwiKzk5OTk5OTk5LTAxLTAxVDAwOjAwOjAwWiIsIkEiXQ&sort=-createdAt,?cursor",
    "sort=colour,?sort",
    "status=gone,?status",
    "minPrice=1.5,?minPrice",
    "maxPrice=99999999999999999999,?maxPrice",
    "inStock=yes,?inStock",
    "skus=a%2Fb,?skus",
    "availability=all,?availability",
    "q=a%00b,?q",
    "category=%00,?category",
    "groupId=%00,?groupId",
    "colour=red,?colour"
  })
  void aWrongParameterIsNamed(String query, String pointer) {
    JsonObject problem = server.guest().get("/api/v1/products?" + query).expect(422).json();

    assertEquals(
        pointer, problem.getJsonArray("errors").getJsonObject(0).getString("pointer"), query);
  }

  @Test
  void aLongSearchIsRefusedAndAWeirdOneIsNot() {
    server.guest().get("/api/v1/products?q=" + "x".repeat(201)).expect(422);
    server.guest().get("/api/v1/products?q=%26%7C%21%28%29%3A%2A%27%22%5C%3C-%3E").expect(200);
    server.guest().get("/api/v1/products?q=%F0%9F%95%AF%20%C3%A4%FF").expect(200);
  }

  @Test
  void categoriesCountActiveProducts() {
    JsonObject page = server.guest().get("/api/v1/categories?limit=2").expect(200).json();

    assertEquals("Candles", page.getJsonArray("items").getJsonObject(0).getString("name"));
    assertEquals(3, page.getJsonArray("items").getJsonObject(0).getInteger("count"));
    JsonObject rest =
        server.guest().get("/api/v1/categories?cursor=" + page.getString("next")).json();
    List<String> names =
        rest.getJsonArray("items").stream()
            .map(item -> ((JsonObject) item).getString("name"))
            .toList();
    assertTrue(names.containsAll(List.of("Ornaments", "Warmers")), names::toString);
    assertFalse(names.contains("Candles"));
  }

  @Test
  void aCursorOfProductsIsNoneOfCategories() {
    for (String sort : List.of("name", "price", "sku")) {
      String path = "/api/v1/products?limit=1&sort=" + sort;
      String next = server.guest().get(path).expect(200).json().getString("next");

      JsonObject problem =
          server.guest().get("/api/v1/categories?cursor=" + next).expect(422).json();

      assertEquals("?cursor", problem.getJsonArray("errors").getJsonObject(0).getString("pointer"));
    }
    // One key alone may be of any list: of what it is has to stand in it.
    server.guest().get("/api/v1/categories?cursor=WyJDYW5kbGVzIl0").expect(422);
  }

  @Test
  void draftsAreHiddenAndArchivedProductsCanStillBeRead() {
    server.guest().get("/api/v1/products/22632").expect(404);
    server.staff().get("/api/v1/products/22632").expect(200);
    assertEquals(
        "archived",
        server.guest().get("/api/v1/products/84879").expect(200).json().getString("status"));
  }

  private static JsonObject row(String sku, String name, long cents) {
    return product(sku, name, cents).put("category", "stable");
  }

  private static List<String> found(HttpProbe probe, String query) {
    List<String> skus = skus(probe.get("/api/v1/products?" + query).expect(200).json());
    return skus.isEmpty() ? List.of("") : skus;
  }

  private static List<String> skus(JsonObject page) {
    return page.getJsonArray("items").stream()
        .map(item -> ((JsonObject) item).getString("sku"))
        .toList();
  }
}
