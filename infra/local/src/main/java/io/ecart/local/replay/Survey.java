package io.ecart.local.replay;

import io.ecart.local.replay.Entry.Kind;
import io.ecart.local.replay.Entry.Traded;
import java.nio.charset.Charset;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a first reading of the whole file tells, before anything is played: which products there
 * are, what they are called and cost, and how many units of each are wanted in each month.
 */
final class Survey {
  private static final int LONGEST_NAME = 200;

  /** What the file says of one sku's sales. */
  private static final class Traces {
    private final Tally<String> names = new Tally<>();
    private final Tally<Long> prices = new Tally<>();
    private long units;

    void add(Traded line) {
      if (!Notes.isNote(line.name())) {
        names.add(line.name());
      }
      prices.add(line.priceMinor());
      units += line.quantity();
    }

    Product product(String sku) {
      String name = names.mode().orElse(sku);
      String fitting = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
      return new Product(
          sku, fitting, Category.of(fitting).toString(), prices.mode().orElseThrow());
    }
  }

  private final Charset charset;
  private final Map<String, Traces> skuToTraces = new LinkedHashMap<>();
  private final Set<String> goods = new HashSet<>();
  private final Set<String> twins = new HashSet<>();
  private final SortedMap<YearMonth, Map<String, Long>> monthToDemand = new TreeMap<>();
  private long rows;
  private @Nullable YearMonth lastMonth;

  private Survey(Charset charset) {
    this.charset = charset;
  }

  /**
   * Reads the whole file once.
   *
   * @throws ReplayException when the file cannot be read to its end, or sells nothing
   */
  static Survey of(Transactions file) {
    Survey survey = new Survey(file.encoding());
    try (EntryFile entries = EntryFile.open(file, survey.charset)) {
      for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
        survey.add(entry);
      }
      survey.rows = entries.rows();
    }
    if (survey.skuToTraces.isEmpty()) {
      throw new ReplayException(
          file.name() + " has " + survey.rows + " rows and no sale of goods among them");
    }
    return survey;
  }

  private void add(Entry entry) {
    if (!(entry instanceof Traded line)) {
      return;
    }
    String sku = line.sku();
    YearMonth month = line.document().month();
    lastMonth = lastMonth == null || month.isAfter(lastMonth) ? month : lastMonth;
    goods.add(sku);
    if (!sku.equals(line.code())) {
      twins.add(line.code());
    }
    if (line.document().kind() == Kind.SALE) {
      addSale(sku, line);
    }
  }

  private void addSale(String sku, Traded line) {
    skuToTraces.computeIfAbsent(sku, key -> new Traces()).add(line);
    monthToDemand
        .computeIfAbsent(line.document().month(), month -> new TreeMap<>())
        .merge(sku, (long) line.quantity(), Long::sum);
  }

  Charset charset() {
    return charset;
  }

  long rows() {
    return rows;
  }

  /** Skus that were traded at all; those that were never sold at a price are no products. */
  int goods() {
    return goods.size();
  }

  /** Stock codes that differ from their sku only by case. */
  int twins() {
    return twins.size();
  }

  List<Product> products() {
    List<Product> products = new ArrayList<>();
    skuToTraces.forEach((sku, traces) -> products.add(traces.product(sku)));
    return products;
  }

  /** Units sold by month and sku; the caller may take away what it has seen to. */
  SortedMap<YearMonth, Map<String, Long>> monthToDemand() {
    return new TreeMap<>(monthToDemand);
  }

  YearMonth firstMonth() {
    return monthToDemand.firstKey();
  }

  /** The last month in which anything was sold or cancelled. */
  YearMonth lastMonth() {
    return lastMonth == null ? firstMonth() : lastMonth;
  }

  /** Some skus that any replay of this file would have sold: the first and the most wanted. */
  Collection<String> telltales(int each) {
    Set<String> skus = new HashSet<>();
    skuToTraces.keySet().stream().limit(each).forEach(skus::add);
    skuToTraces.entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> -entry.getValue().units))
        .limit(each)
        .forEach(entry -> skus.add(entry.getKey()));
    return skus;
  }
}
