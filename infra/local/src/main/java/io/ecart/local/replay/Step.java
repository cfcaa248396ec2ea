package io.ecart.local.replay;

import io.ecart.local.replay.Entry.Document;
import org.jspecify.annotations.Nullable;

/** Something the replay does in the shop on behalf of one invoice. */
abstract sealed class Step permits Sale, Undo {
  private final Document document;
  private volatile @Nullable String failure;

  Step(Document document) {
    this.document = document;
  }

  Document document() {
    return document;
  }

  /** What the shop said when it did not do it; null when it did, or was not asked yet. */
  @Nullable String failure() {
    return failure;
  }

  void failed(String why) {
    failure = why;
  }
}
