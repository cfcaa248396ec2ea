package io.ecart.product;

import io.ecart.product.Catalogue.Names;
import io.ecart.product.Row.Fault;
import io.ecart.runtime.http.Fields;
import io.ecart.runtime.http.IdempotencyKey;
import io.ecart.runtime.http.Reply;
import io.ecart.runtime.problem.Problem;
import io.ecart.runtime.problem.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be done with the catalogue. */
public final class Products {
  /** Stands for whatever version there is. */
  public static final long ANY_VERSION = -1;

  private static final int MAX_NAMES = 1_000;

  private final ProductStore store;
  private final Catalogue catalogue;
  private final Clock clock;

  public Products(ProductStore store, Catalogue catalogue, Clock clock) {
    this.store = store;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /** A product; fails with {@code not_found}. */
  public Future<Product> get(String sku) {
    return store.find(sku).map(found -> found.orElseThrow(() -> missing(sku)));
  }

  public Future<Page> list(ProductQuery query) {
    return catalogue.list(query);
  }

  public Future<List<Category>> categories(String after, int limit) {
    return catalogue.categories(after, limit);
  }

  /** The names of attributes and options; fails when they are too many for columns. */
  public Future<Names> names() {
    return catalogue
        .names(MAX_NAMES + 1)
        .map(
            names -> {
              if (names.attributes().size() + names.options().size() > MAX_NAMES) {
                throw Problem.illegalState(
                    "There are more than " + MAX_NAMES + " attributes: too many columns for CSV");
              }
              return names;
            });
  }

  /** Adds a product; fails with {@code illegal_state} when its sku is taken. */
  public Future<Reply> create(
      @Nullable IdempotencyKey key, String sku, Details details, Function<Product, Reply> answer) {
    Product product = Product.first(sku, details, now());
    return store.once(
        key,
        sku,
        existing -> {
          if (existing.containsKey(sku)) {
            throw Problem.illegalState("There is a product " + sku + " already");
          }
          return Decision.of(new Change(null, product));
        },
        answer);
  }

  /** Puts other details in place of those of the given version. */
  public Future<Product> replace(String sku, long version, Details details) {
    return change(sku, version, was -> details);
  }

  /** Applies a merge patch to the given version; fails with the faults of what comes of it. */
  public Future<Product> patch(String sku, long version, JsonObject patch) {
    JsonObject plain = FreeNames.stripped(patch);
    return change(sku, version, was -> merged(was.toJson(), plain));
  }

  /** Takes a product off sale; nothing happens when it is already. */
  public Future<Product> archive(String sku, long version) {
    return change(sku, version, was -> was.with(ProductStatus.ARCHIVED));
  }

  private Future<Product> change(String sku, long version, UnaryOperator<Details> change) {
    return store.change(
        List.of(sku),
        existing -> {
          Product before = existing.get(sku);
          if (before == null) {
            throw missing(sku);
          }
          requireVersion(before, version);
          return Decision.of(
              new Change(before, before.changed(change.apply(before.details()), now())));
        });
  }

  /**
   * Creates or updates a product per row, all in one transaction. A row that cannot be taken does
   * not keep the others.
   *
   * @param maxErrors errors that the report lists
   */
  public Future<ImportReport> take(List<Row> rows, int maxErrors) {
    Set<String> skus = new LinkedHashSet<>();
    for (Row row : rows) {
      if (row instanceof Row.Patch patch) {
        skus.add(patch.sku());
      }
    }
    return store.change(skus, existing -> decide(rows, existing, maxErrors));
  }

  private Decision<ImportReport> decide(
      List<Row> rows, Map<String, Product> existing, int maxErrors) {
    ImportReport report = new ImportReport(maxErrors);
    Map<String, Product> products = new HashMap<>(existing);
    List<Change> changes = new ArrayList<>();
    for (Row row : rows) {
      if (row instanceof Row.Patch patch) {
        take(patch, products, changes, report);
      } else if (row instanceof Fault fault) {
        report.failed(List.of(fault));
      }
    }
    return new Decision<>(changes, report);
  }

  private void take(
      Row.Patch row, Map<String, Product> products, List<Change> changes, ImportReport report) {
    Product before = products.get(row.sku());
    try {
      Details details = merged(before, row);
      Change change = new Change(before, after(row.sku(), before, details));
      if (change.isEmpty()) {
        report.unchanged();
        return;
      }
      products.put(row.sku(), change.after());
      changes.add(change);
      if (before == null) {
        report.created();
      } else {
        report.updated();
      }
    } catch (Problem problem) {
      report.failed(faults(row, problem));
    }
  }

  private Product after(String sku, @Nullable Product before, Details details) {
    return before == null ? Product.first(sku, details, now()) : before.changed(details, now());
  }

  private static List<Fault> faults(Row.Patch row, Problem problem) {
    return problem.errors().stream()
        .map(e -> new Fault(row.line(), row.sku(), e.pointer(), e.code(), e.detail()))
        .toList();
  }

  private static Details merged(@Nullable Product before, Row.Patch row) {
    JsonObject patch = FreeNames.stripped(row.patch());
    if (before == null) {
      return merged(new JsonObject(), patch);
    }
    Map<String, Object> stored = before.details().attributes();
    return merged(
        before.details().toJson(), row.textsOnly() ? Attributes.inKindsOf(stored, patch) : patch);
  }

  private static Details merged(JsonObject target, JsonObject patch) {
    Fields fields = new Fields(MergePatch.apply(target, patch), "");
    Details details = DetailsReader.read(fields);
    fields.check();
    return details;
  }

  private static void requireVersion(Product product, long version) {
    if (version != ANY_VERSION && version != product.version()) {
      throw Problem.of(
          ProblemCode.VERSION_MISMATCH,
          "The product is at version " + product.version() + ", not " + version);
    }
  }

  /** Milliseconds are what the database keeps and what clients can read without loss. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static Problem missing(String sku) {
    return Problem.notFound("product " + sku);
  }
}
