package io.ecart.local.replay;

/** What the replay has done with one sku, to be held against what the shop says in the end. */
final class SkuBook {

  /**
   * Units and their value.
   *
   * @param valueMinor pence
   */
  record Sum(long units, long valueMinor) {
    static final Sum ZERO = new Sum(0, 0);

    Sum plus(long moreUnits, long moreMinor) {
      return new Sum(Math.addExact(units, moreUnits), Math.addExact(valueMinor, moreMinor));
    }
  }

  private final String sku;
  private long onHandBefore;
  private long opening;
  private long receipts;
  private long shipped;
  private Sum sold = Sum.ZERO;
  private Sum returned = Sum.ZERO;
  private long returnedUnits;

  SkuBook(String sku) {
    this.sku = sku;
  }

  String sku() {
    return sku;
  }

  /** What the shop had before the replay. */
  void found(long onHand) {
    onHandBefore = onHand;
  }

  /** What analytics knew of before the replay. */
  void foundSales(Sum soldBefore, Sum returnedBefore) {
    sold = sold.plus(soldBefore.units(), soldBefore.valueMinor());
    returned = returned.plus(returnedBefore.units(), returnedBefore.valueMinor());
  }

  void open(long units) {
    opening += units;
  }

  void receive(long units) {
    receipts += units;
  }

  void place(SaleLine line) {
    sold = sold.plus(line.quantity(), line.priceMinor() * line.quantity());
  }

  void cancel(Undo.Part part) {
    sold = sold.plus(-part.quantity(), -part.valueMinor());
  }

  void ship(SaleLine line) {
    shipped += line.quantity();
  }

  void takeBack(Undo.Part part) {
    returned = returned.plus(part.quantity(), part.valueMinor());
    returnedUnits += part.quantity();
  }

  long opening() {
    return opening;
  }

  long receipts() {
    return receipts;
  }

  long shipped() {
    return shipped;
  }

  long returned() {
    return returnedUnits;
  }

  /** Conservation: what must be on hand now. */
  long expectedOnHand() {
    return onHandBefore + opening + receipts - shipped + returnedUnits;
  }

  /** What was ordered and not cancelled. */
  Sum expectedSold() {
    return sold;
  }

  Sum expectedReturned() {
    return returned;
  }
}
