package io.ecart.local.load;

/**
 * One kind of load in a run; a line of its table.
 *
 * @param name what the line is called
 * @param port where the requests go, on the loopback address
 * @param batch the requests
 * @param refuses whether every answer is to be a refusal, rather than none
 * @param places whether each accepted answer is an order
 * @param comparedWith the line whose rate this one's is divided by; empty for none
 */
record Row(
    String name,
    int port,
    Request.Batch batch,
    boolean refuses,
    boolean places,
    String comparedWith) {

  boolean isComparedWith(Row other) {
    return comparedWith.equals(other.name);
  }

  /** Why a sample of this load is worthless; empty when it is not. */
  String fault(Sample sample) {
    long wrong = refuses ? sample.accepted() : sample.refused();
    if (wrong + sample.broken() == 0) {
      return "";
    }
    return name + ": " + wrong + " answers of the wrong kind, " + sample.broken() + " broken";
  }
}
