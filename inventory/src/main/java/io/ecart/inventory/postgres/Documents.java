package io.ecart.inventory.postgres;

import io.ecart.inventory.PurchaseOrder;
import io.ecart.inventory.StockDocuments;
import io.ecart.inventory.Transfer;
import io.ecart.inventory.Transfer.TransferLine;
import io.ecart.inventory.postgres.PgDocuments.Mapping;
import io.ecart.runtime.http.Fields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How transfers and purchase orders are kept in their tables. */
public final class Documents {
  private Documents() {}

  public static StockDocuments<Transfer> transfers(SqlClient client, PgStockWriter writer) {
    return new PgDocuments<>(
        client,
        writer,
        new Mapping<>(
            "transfer",
            "SELECT id, from_location, to_location, status, lines, note, version, created_at,"
                + " updated_at FROM transfer",
            "INSERT INTO transfer (id, from_location, to_location, status, lines, note, version,"
                + " created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            "UPDATE transfer SET from_location = $2, to_location = $3, status = $4, lines = $5,"
                + " note = $6, version = $7, created_at = $8, updated_at = $9 WHERE id = $1",
            Documents::row,
            Documents::transfer,
            Transfer::reference));
  }

  public static StockDocuments<PurchaseOrder> purchaseOrders(
      SqlClient client, PgStockWriter writer) {
    return new PgDocuments<>(
        client,
        writer,
        new Mapping<>(
            "purchase order",
            "SELECT id, supplier, location, status, lines, expected_at, note, version, created_at,"
                + " updated_at FROM purchase_order",
            "INSERT INTO purchase_order (id, supplier, location, status, lines, expected_at, note,"
                + " version, created_at, updated_at)"
                + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            "UPDATE purchase_order SET supplier = $2, location = $3, status = $4, lines = $5,"
                + " expected_at = $6, note = $7, version = $8, created_at = $9, updated_at = $10"
                + " WHERE id = $1",
            Documents::row,
            Documents::purchaseOrder,
            PurchaseOrder::reference));
  }

  private static Tuple row(Transfer transfer) {
    return Tuple.of(
        transfer.id(),
        transfer.from(),
        transfer.to(),
        Fields.wire(transfer.status()),
        transfer.linesToJson(),
        transfer.note(),
        transfer.version(),
        Columns.time(transfer.createdAt()),
        Columns.time(transfer.updatedAt()));
  }

  private static Transfer transfer(Row row) {
    return new Transfer(
        row.getUUID("id"),
        row.getString("from_location"),
        row.getString("to_location"),
        Transfer.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        lines(
            row,
            line ->
                new TransferLine(
                    line.getString("sku"), line.getLong("quantity"), line.getLong("received"))),
        row.getString("note"),
        row.getLong("version"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant());
  }

  private static Tuple row(PurchaseOrder order) {
    return Tuple.wrap(
        Arrays.asList(
            order.id(),
            order.supplier(),
            order.location(),
            Fields.wire(order.status()),
            order.linesToJson(),
            order.expectedAt() == null ? null : Columns.time(order.expectedAt()),
            order.note(),
            order.version(),
            Columns.time(order.createdAt()),
            Columns.time(order.updatedAt())));
  }

  private static PurchaseOrder purchaseOrder(Row row) {
    return new PurchaseOrder(
        row.getUUID("id"),
        row.getString("supplier"),
        row.getString("location"),
        PurchaseOrder.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        lines(
            row,
            line ->
                new PurchaseOrder.Ordered(
                    line.getString("sku"),
                    line.getLong("quantity"),
                    line.getLong("received"),
                    line.getLong("damaged"))),
        instant(row.getOffsetDateTime("expected_at")),
        row.getString("note"),
        row.getLong("version"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant());
  }

  private static <T> List<T> lines(Row row, Function<JsonObject, T> line) {
    JsonArray lines = row.getJsonArray("lines");
    return lines.stream().map(JsonObject.class::cast).map(line).toList();
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
