package io.ecart.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 7396, appendix A, that are about objects. */
class MergePatchTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'a':'b'}           | {'a':'c'}                | {'a':'c'}",
        "{'a':'b'}           | {'b':'c'}                | {'a':'b','b':'c'}",
        "{'a':'b'}           | {'a':null}               | {}",
        "{'a':'b','b':'c'}   | {'a':null}               | {'b':'c'}",
        "{'a':['b']}         | {'a':'c'}                | {'a':'c'}",
        "{'a':'c'}           | {'a':['b']}              | {'a':['b']}",
        "{'a':{'b':'c'}}     | {'a':{'b':'d','c':null}} | {'a':{'b':'d'}}",
        "{'a':[{'b':'c'}]}   | {'a':[1]}                | {'a':[1]}",
        "{'e':null}          | {'a':1}                  | {'e':null,'a':1}",
        "{'a':'foo'}         | {'a':{'bb':{'ccc':null}}}| {'a':{'bb':{}}}"
      })
  void followsTheRfc(String target, String patch, String result) {
    JsonObject before = json(target);

    assertEquals(json(result), MergePatch.apply(before, json(patch)));
    assertEquals(json(target), before);
  }

  private static JsonObject json(String text) {
    return new JsonObject(text.replace('\'', '"'));
  }
}
