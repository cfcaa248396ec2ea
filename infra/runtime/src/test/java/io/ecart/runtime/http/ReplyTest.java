package io.ecart.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class ReplyTest {

  @Test
  void onlyWhatWasStoredIsReplayed() {
    Reply first = Reply.created("/things/1", new JsonObject().put("id", 1));
    Reply again = Reply.replayed(first.status(), first.headersJson(), "{\"id\":1}");
    assertFalse(first.isReplayed());
    assertTrue(again.isReplayed());
    assertEquals(first.body(), again.body());
    assertEquals("/things/1", again.headers().get("Location"));
  }
}
