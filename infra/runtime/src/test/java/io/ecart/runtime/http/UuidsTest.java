package io.ecart.runtime.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ecart.runtime.problem.FieldError;
import io.ecart.runtime.problem.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UuidsTest {
  private static final UUID ID = UUID.fromString("01a20161-1325-7a23-ba96-361b57d6ceeb");

  @Test
  void readsMembersInEitherCase() {
    Fields body = body(ID.toString().toUpperCase(Locale.ROOT));
    assertEquals(ID, Uuids.member(body, "id"));
    assertEquals(List.of(ID), Uuids.members(body, "ids", 1, 5));
    body.check();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1-1-1-1-1", "", "01a20161-1325-7a23-ba96-361b57d6cee"})
  void refusesWhatIsNone(String text) {
    Fields body = body(text);
    Uuids.member(body, "id");
    Uuids.members(body, "ids", 0, 5);
    Problem refused = assertThrows(Problem.class, body::check);
    assertEquals(
        List.of("/id format", "/ids format"),
        refused.errors().stream().map(UuidsTest::place).toList());
  }

  @Test
  void readsCursorsOfItsOwnListsOnly() {
    assertNull(Uuids.cursor(query(MultiMap.caseInsensitiveMultiMap())));
    assertEquals(ID, Uuids.cursor(query(cursor(ID.toString()))));
    Query foreign = query(cursor("17"));
    assertNull(Uuids.cursor(foreign));
    Problem refused = assertThrows(Problem.class, foreign::check);
    assertEquals(
        List.of("?cursor format"), refused.errors().stream().map(UuidsTest::place).toList());
  }

  private static Fields body(String id) {
    return new Fields(new JsonObject().put("id", id).put("ids", List.of(id)), "");
  }

  private static Query query(MultiMap parameters) {
    return new Query(parameters);
  }

  private static MultiMap cursor(String key) {
    return MultiMap.caseInsensitiveMultiMap().add("cursor", Cursor.of(key).encode());
  }

  private static String place(FieldError error) {
    return error.pointer() + " " + error.code();
  }
}
