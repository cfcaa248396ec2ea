package io.ecart.local.replay;

import io.ecart.local.demo.ShopClient;
import io.ecart.local.demo.ShopGoneException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Plays a file of real transactions through the public API: imports the goods it sells, books the
 * stock they need, and lets every invoice be an order that is shipped, cancelled or returned. In
 * the end it holds the shop's stock and sales against what it has done.
 */
public final class Replay {
  /** What the shop takes in one order. */
  static final int MOST_LINES = 500;

  private static final int TELLTALES = 5;

  private final ReplayOptions options;
  private final Transactions file;
  private final Progress progress;
  private final ShopClient shop;
  private final Books books = new Books();
  private final String runId = "replay-" + UUID.randomUUID().toString().substring(0, 8);
  private double playedSeconds;

  private Replay(ReplayOptions options, Transactions file, Progress progress) {
    this.options = options;
    this.file = file;
    this.progress = progress;
    this.shop = new ShopClient(options.url(), options.user());
  }

  /**
   * Plays a file and checks the result. Blocks until all is done.
   *
   * @param out is told the progress, a line at a time
   * @throws ReplayException in one line, when it cannot begin or go on
   */
  public static ReplayReport run(ReplayOptions options, Transactions file, Consumer<String> out) {
    try (Progress progress = new Progress(out)) {
      return new Replay(options, file, progress).run();
    } catch (ShopGoneException | IllegalStateException e) {
      throw new ReplayException(String.valueOf(e.getMessage()), e);
    }
  }

  private ReplayReport run() {
    progress.say("Reading " + file.name());
    Survey survey = Survey.of(file);
    progress.say(survey.rows() + " rows sell " + survey.products().size() + " products");
    shop.signIn();
    OrderCalls calls = new OrderCalls(shop, runId);
    refuseSecondRun(calls, survey);
    Import imported = importProducts(survey);
    StockLevels stock = new StockLevels(shop, books);
    SalesSums sales = new SalesSums(shop, books, survey.firstMonth(), survey.lastMonth());
    stock.noteBefore();
    sales.noteBefore();
    play(survey, calls);
    return report(survey, imported, check(survey, stock, sales));
  }

  private void refuseSecondRun(OrderCalls calls, Survey survey) {
    if (!options.again() && calls.anySold(List.copyOf(survey.telltales(TELLTALES)))) {
      throw new ReplayException(
          "The shop has orders for these goods already; --again plays the file once more");
    }
  }

  private Import importProducts(Survey survey) {
    Import imported = Import.of(shop, survey.products());
    survey.products().stream()
        .map(Product::sku)
        .filter(sku -> !imported.refused().contains(sku))
        .forEach(books::begin);
    progress.say(imported.created() + " products created, playing as " + runId);
    return imported;
  }

  private void play(Survey survey, OrderCalls calls) {
    StockBooking booking = new StockBooking(shop, runId, survey.monthToDemand(), books);
    progress.playing(survey.rows());
    try (Player player = new Player(calls, progress, options.inFlight())) {
      new Timeline(books, booking, player, progress, MOST_LINES).play(file, survey.charset());
    }
    playedSeconds = progress.playingSeconds();
    progress.phase("");
    progress.say("All played; checking");
  }

  private List<Check> check(Survey survey, StockLevels stock, SalesSums sales) {
    Checks checks = new Checks(progress, options.checkLimit(), books.skus().size());
    checks.untilNone(
        "opening stock + receipts - shipped + returned = on hand, nothing reserved or allocated",
        stock::differences);
    checks.untilNone("the sums of analytics equal those of the file", sales::differences);
    long counted = books.rows().sum();
    checks.once(
        "every row of the file is accounted for",
        counted == survey.rows() ? List.of() : List.of(counted + " of " + survey.rows()));
    return checks.all();
  }

  private ReplayReport report(Survey survey, Import imported, List<Check> checks) {
    boolean holds = checks.stream().allMatch(Check::holds);
    boolean done = books.rows().failed().isEmpty() && books.orders().failures() == 0;
    JsonObject json =
        new JsonObject()
            .put("run", runId)
            .put("ok", holds && done)
            .put("file", fileJson(survey))
            .put("catalogue", catalogueJson(survey, imported))
            .put("rows", books.rows().toJson().put("sum", books.rows().sum()))
            .put("orders", books.orders().toJson())
            .put("stock", stockJson())
            .put("speed", speedJson(survey))
            .put("checks", new JsonArray(checks.stream().map(Check::toJson).toList()));
    return new ReplayReport(json, holds && done);
  }

  private JsonObject fileJson(Survey survey) {
    return new JsonObject()
        .put("name", file.name())
        .put("encoding", survey.charset().name())
        .put("rows", survey.rows())
        .put("from", survey.firstMonth().toString())
        .put("to", survey.lastMonth().toString());
  }

  private static JsonObject catalogueJson(Survey survey, Import imported) {
    return new JsonObject()
        .put("goods", survey.goods())
        .put("goodsWithoutSale", survey.goods() - survey.products().size())
        .put("codesMergedWithTheirUpperCase", survey.twins())
        .mergeIn(imported.toJson());
  }

  private JsonObject stockJson() {
    return new JsonObject()
        .put("openingUnits", books.sum(SkuBook::opening))
        .put("receiptUnits", books.sum(SkuBook::receipts))
        .put("shippedUnits", books.sum(SkuBook::shipped))
        .put("returnedUnits", books.sum(SkuBook::returned));
  }

  private JsonObject speedJson(Survey survey) {
    return new JsonObject()
        .put("playedSeconds", playedSeconds)
        .put("secondsInAll", progress.seconds())
        .put("ordersPerSecond", books.orders().placed() / playedSeconds)
        .put("orderLinesPerSecond", books.orders().lines() / playedSeconds)
        .put("rowsPerSecond", survey.rows() / playedSeconds);
  }
}
