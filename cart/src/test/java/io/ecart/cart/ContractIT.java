package io.ecart.cart;

import static io.ecart.cart.Shop.CARTS;
import static io.ecart.cart.Shop.form;
import static io.ecart.cart.Shop.item;
import static io.ecart.cart.Shop.quantity;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ecart.testkit.ContractChecker;
import io.ecart.testkit.HttpProbe;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractIT {
  private final ContractChecker contract = ContractChecker.of(Path.of("api/openapi.yaml"));

  @Test
  void routesAreThoseOfTheContractAndItIsServed() {
    try (Shop shop = Shop.open()) {
      contract.requireRoutes(shop.cart.routes());
      String yaml = shop.probe.get(CARTS + "/openapi.yaml").expect(200).text();
      assertTrue(yaml.startsWith("openapi: 3.1.0"));
    }
  }

  @Test
  void exchangesAreThoseOfTheContract() {
    try (Shop shop = Shop.open()) {
      shop.products.put("mug", 1999);
      shop.products.put("tea", 450);
      HttpProbe guest = shop.probe;
      HttpProbe alice = shop.alice();
      String cart = guest.post(CARTS, new JsonObject()).expect(201).header("Location");
      guest.post(cart + "/items", item("mug", 2)).expect(201);
      guest.post(cart + "/items", item("mug", 2)).expect(200);
      guest.post(cart + "/items", item("nothing", 2)).expect(422);
      guest.put(cart + "/items/tea", quantity(1)).expect(200);
      guest.delete(cart + "/items/tea").expect(200);
      shop.products.put("mug", 2500, "low_stock", 3);
      guest.get(cart).expect(200);
      guest.get(CARTS + "/mine").expect(401);
      guest.get(CARTS + "/nothing").expect(404);
      guest.with("If-Match", "\"1\"").delete(cart).expect(412);
      String mine = CARTS + "/" + alice.get(CARTS + "/mine").expect(200).json().getString("id");
      alice.post(mine + "/checkout", form()).expect(409);
      JsonObject from = new JsonObject().put("from", cart.substring(CARTS.length() + 1));
      alice.post(mine + "/merge", from).expect(200);
      alice.post(mine + "/checkout", form()).expect(201);
      alice.delete(mine).expect(204);
      contract.requireAll(guest.exchanges());
      assertEquals(List.of(), contract.untouched(guest.exchanges()));
    }
  }
}
