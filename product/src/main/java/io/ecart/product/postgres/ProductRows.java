package io.ecart.product.postgres;

import io.ecart.product.Attributes;
import io.ecart.product.Details;
import io.ecart.product.Money;
import io.ecart.product.Product;
import io.ecart.product.ProductStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Products as rows of the table, and back. */
final class ProductRows {
  static final String COLUMNS =
      "p.sku, p.name, p.description, p.category, p.price_minor, p.currency, p.status, p.group_id,"
          + " p.options, p.attributes, p.images, p.version, p.created_at, p.updated_at";

  /**
   * Writes products that are locked or new. Of two writers that create the same sku the second one
   * finds a version that is not older than its own, and writes nothing.
   */
  static final String WRITE =
      "INSERT INTO product AS p (sku, name, description, category, price_minor, currency, status,"
          + " group_id, options, attributes, images, version, created_at, updated_at)"
          + " SELECT r.sku, r.name, r.description, r.category, r.price_minor, r.currency, r.status,"
          + " r.group_id, r.options::jsonb, r.attributes::jsonb, r.images::jsonb, r.version,"
          + " r.created_at, r.updated_at"
          + " FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[],"
          + " $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::bigint[],"
          + " $13::timestamptz[], $14::timestamptz[])"
          + " AS r (sku, name, description, category, price_minor, currency, status, group_id,"
          + " options, attributes, images, version, created_at, updated_at)"
          + " ON CONFLICT (sku) DO UPDATE SET name = excluded.name,"
          + " description = excluded.description, category = excluded.category,"
          + " price_minor = excluded.price_minor, currency = excluded.currency,"
          + " status = excluded.status, group_id = excluded.group_id, options = excluded.options,"
          + " attributes = excluded.attributes, images = excluded.images,"
          + " version = excluded.version, updated_at = excluded.updated_at"
          + " WHERE p.version < excluded.version";

  private ProductRows() {}

  /** The parameters of {@link #WRITE}. */
  static Tuple tuple(Collection<Product> products) {
    return Tuple.tuple()
        .addValue(texts(products, Product::sku))
        .addValue(texts(products, p -> p.details().name()))
        .addValue(texts(products, p -> p.details().description()))
        .addValue(texts(products, p -> p.details().category()))
        .addValue(map(products, p -> p.details().price().amount()).toArray(Long[]::new))
        .addValue(texts(products, p -> p.details().price().currency()))
        .addValue(texts(products, p -> p.details().status().wire()))
        .addValue(products.stream().map(p -> p.details().groupId()).toArray(String[]::new))
        .addValue(texts(products, p -> object(p.details().options())))
        .addValue(texts(products, p -> object(p.details().attributes())))
        .addValue(texts(products, p -> new JsonArray(p.details().images()).encode()))
        .addValue(map(products, Product::version).toArray(Long[]::new))
        .addValue(times(products, Product::createdAt))
        .addValue(times(products, Product::updatedAt));
  }

  static Product product(Row row) {
    Details details =
        new Details(
            row.getString("name"),
            row.getString("description"),
            row.getString("category"),
            new Money(row.getLong("price_minor"), row.getString("currency")),
            ProductStatus.of(row.getString("status")),
            row.getString("group_id"),
            texts(row.getJsonObject("options")),
            attributes(row.getJsonObject("attributes")),
            texts(row.getJsonArray("images")));
    return new Product(
        row.getString("sku"),
        details,
        row.getLong("version"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant());
  }

  private static Map<String, String> texts(JsonObject json) {
    Map<String, String> map = new TreeMap<>();
    json.forEach(each -> map.put(each.getKey(), String.valueOf(each.getValue())));
    return Collections.unmodifiableMap(map);
  }

  private static Map<String, Object> attributes(JsonObject json) {
    Map<String, Object> map = new TreeMap<>();
    json.forEach(
        each -> map.put(each.getKey(), Objects.requireNonNull(Attributes.of(each.getValue()))));
    return Collections.unmodifiableMap(map);
  }

  private static List<String> texts(JsonArray json) {
    return json.stream().map(String::valueOf).toList();
  }

  private static String object(Map<String, ?> members) {
    JsonObject json = new JsonObject();
    members.forEach(json::put);
    return json.encode();
  }

  private static String[] texts(Collection<Product> products, Function<Product, String> of) {
    return map(products, of).toArray(String[]::new);
  }

  private static OffsetDateTime[] times(
      Collection<Product> products, Function<Product, Instant> of) {
    return map(products, of)
        .map(time -> time.atOffset(ZoneOffset.UTC))
        .toArray(OffsetDateTime[]::new);
  }

  private static <T> Stream<T> map(Collection<Product> products, Function<Product, T> of) {
    return products.stream().map(of);
  }
}
