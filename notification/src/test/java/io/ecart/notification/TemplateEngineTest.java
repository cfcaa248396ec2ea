package io.ecart.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.samskivert.mustache.MustacheException;
import io.ecart.runtime.problem.FieldError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateEngineTest {
  private final BuiltInTemplates builtIn = BuiltInTemplates.read();
  private final TemplateEngine engine = new TemplateEngine(builtIn.partials());
  private final List<Map<String, Object>> sample =
      List.of(new Views("S", "").of("order.placed", builtIn.sample()));

  @Test
  void soundTemplateHasNoFault() {
    assertNull(
        engine.fault(
            "html",
            "{{#order.lines}}<b>{{name}}</b>{{/order.lines}}{{^reason}}x{{/reason}}",
            sample));
  }

  @Test
  void openSectionIsNamedWithItsLine() {
    FieldError fault = engine.fault("text", "one\ntwo {{#order}}\nthree", sample);
    assertEquals("/text", fault.pointer());
    assertTrue(fault.detail().contains("order"), fault.detail());
    assertTrue(fault.detail().contains("2"), fault.detail());
  }

  @Test
  void unknownNameIsNamedWithItsLine() {
    FieldError fault = engine.fault("html", "one\n{{order.nmber}}", sample);
    assertEquals("/html", fault.pointer());
    assertEquals("html: there is no 'order.nmber' (line 2)", fault.detail());
  }

  @Test
  void openTagIsNamedWithItsLine() {
    FieldError fault = engine.fault("text", "one {{reason}}\ntwo {{reason\nthree", sample);
    assertEquals("text: a tag is not closed (line 2)", fault.detail());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{order.number.class}}",
        "{{#order}}{{getClass}}{{/order}}",
        "{{shop.name.length}}",
        "{{order.lines.size}}",
        "{{>../secrets}}",
        "{{>no-such}}",
        "{{#nothing}}x{{/nothing}}",
        "{{unclosed",
        "{{/order}}",
        "{{}}",
        "{{ }}",
        "{{\n}}",
        "{{=}}",
        "{{=<% %>=}}<%%>",
        "{{..}}"
      })
  void whatMustNotWorkIsAFault(String source) {
    assertNotNull(engine.fault("text", source, sample));
  }

  @Test
  void emptyTagIsAFaultOfItsPart() {
    FieldError fault = engine.fault("text", "one {{}} two", sample);
    assertEquals("/text", fault.pointer());
    assertEquals("text: A tag is empty", fault.detail());
  }

  @Test
  void nestingWithoutEndIsAFault() {
    String nested = "{{#order}}".repeat(20_000) + "x" + "{{/order}}".repeat(20_000);
    assertEquals("/html", engine.fault("html", nested, sample).pointer());
  }

  @Test
  void javaObjectsStayHidden() {
    assertEquals("", engine.text("{{name.class}}{{name.bytes}}").fill(Map.of("name", "x")));
  }

  @Test
  void textThatGrowsWithoutEndIsStopped() {
    List<String> many = java.util.Collections.nCopies(1_000, "x");
    String nested = "{{#a}}{{#b}}0123456789{{/b}}{{/a}}";
    assertThrows(
        MustacheException.class, () -> engine.text(nested).fill(Map.of("a", many, "b", many)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{{empty}}", "{{#empty}}x{{/empty}}", "{{^yes}}x{{/yes}}"})
  void workThatGrowsWithoutEndIsStopped(String inmost) {
    Map<String, Object> view = Map.of("a", List.of("x", "y"), "empty", "", "yes", true);
    String nested = "{{#a}}".repeat(24) + inmost + "{{/a}}".repeat(24);
    assertThrows(MustacheException.class, () -> engine.text(nested).fill(view));
    assertEquals("", engine.text("{{empty}}").fill(view));
  }

  @Test
  void tripleBracesInHtmlAreTheAuthorsChoice() {
    assertEquals(
        "<b>&lt;", engine.html("{{{raw}}}{{safe}}").fill(Map.of("raw", "<b>", "safe", "<")));
  }
}
