package io.ecart.local.replay;

/** Why a row of the file is not played. */
enum Reason {
  EMPTY("broken: empty line"),
  FIELDS("broken: quotes or number of fields"),
  INVOICE("broken: no invoice number"),
  CODE("broken: no stock code"),
  QUANTITY("broken: quantity is not a whole number"),
  DATE("broken: date cannot be read"),
  PRICE("broken: price cannot be read"),
  ACCOUNTING("accounting entry, neither sale nor cancellation"),
  POSTAGE("not goods: postage and carriage"),
  MANUAL("not goods: manual entry"),
  DISCOUNT("not goods: discount"),
  FEES("not goods: bank, marketplace and other fees"),
  VOUCHER("not goods: gift voucher"),
  SAMPLE("not goods: samples"),
  OTHER_CODE("not goods: other code"),
  ZERO("quantity 0"),
  TOO_MANY("more units than an order may have"),
  WRITE_OFF("write-off or stock note: negative quantity without a cancellation"),
  POSITIVE_CREDIT("cancellation with a positive quantity"),
  NO_PRICE("price 0 or below: a gift or a stock note"),
  FRACTIONS("price in fractions of a penny"),
  NO_PRODUCT("the catalogue refused the product"),
  GUEST_CREDIT("cancellation by a guest: nobody to match it with"),
  UNMATCHED_CREDIT("cancellation without an earlier sale in the file"),
  CREDIT_OF_REJECTED("cancellation of a sale that was rejected");

  private final String text;

  Reason(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
