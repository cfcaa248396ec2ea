package io.ecart.notification;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.MustacheParseException;
import io.ecart.runtime.problem.FieldError;
import java.io.StringReader;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Mustache, held short: templates see the maps, lists, texts and truth values they are given, never
 * a Java object's methods; they include only built-in partials; what they write, and how long they
 * take to, is bounded.
 */
final class TemplateEngine {
  private static final int LONGEST = 256 * 1024;

  private final PlainCollector collector = new PlainCollector();
  private final Mustache.Compiler html;
  private final Mustache.Compiler text;

  /**
   * @param partials what may be included, by name and {@code .txt} or {@code .html}
   */
  TemplateEngine(Map<String, String> partials) {
    Mustache.Compiler base =
        Mustache.compiler().withCollector(collector).emptyStringIsFalse(true).zeroIsFalse(true);
    this.html = base.escapeHTML(true).withLoader(name -> partial(partials, name + ".html"));
    this.text = base.escapeHTML(false).withLoader(name -> partial(partials, name + ".txt"));
  }

  /** One part, ready to be filled in. */
  record Compiled(com.samskivert.mustache.Template template, PlainCollector collector) {

    /**
     * @throws MustacheException when it cannot be filled in, becomes too long or takes too long
     */
    String fill(Map<String, Object> view) {
      BoundedWriter writer = new BoundedWriter(collector);
      collector.begin();
      try {
        template.execute(view, writer);
      } catch (IndexOutOfBoundsException e) {
        // What the library makes of {{..}}.
        throw new MustacheException("A tag names nothing", e);
      } catch (StackOverflowError e) {
        throw new MustacheException("Its sections are nested too deeply", e);
      }
      return writer.toString();
    }
  }

  /** For mails that must go out: what is missing is left empty. */
  Compiled html(String source) {
    return compile(html.defaultValue(""), source);
  }

  /** Like {@link #html}, without escaping. */
  Compiled text(String source) {
    return compile(text.defaultValue(""), source);
  }

  private Compiled compile(Mustache.Compiler compiler, String source) {
    try {
      return new Compiled(compiler.compile(source), collector);
    } catch (IndexOutOfBoundsException e) {
      // What the library makes of {{}}, {{ }} and {{=}}.
      throw new MustacheException("A tag is empty", e);
    }
  }

  /**
   * What is wrong with a part, tried against views that have every name.
   *
   * @param part its name in JSON
   * @return null when it is sound
   */
  @Nullable FieldError fault(String part, String source, List<Map<String, Object>> samples) {
    int open = source.lastIndexOf("{{");
    if (open > source.lastIndexOf("}}")) {
      // The library would take it for plain text.
      long line = 1 + source.chars().limit(open).filter(c -> c == '\n').count();
      return new FieldError(
          "/" + part, "template", part + ": a tag is not closed (line " + line + ")");
    }
    Mustache.Compiler strict = (part.equals("html") ? html : text).strictSections(true);
    try {
      Compiled compiled = compile(strict, source);
      samples.forEach(compiled::fill);
      return null;
    } catch (MustacheParseException e) {
      return new FieldError("/" + part, "template", part + ": " + e.getMessage());
    } catch (MustacheException.Context e) {
      String place = part + ": there is no '" + e.key + "' (line " + e.lineNo + ")";
      return new FieldError("/" + part, "template", place);
    } catch (MustacheException | UnsupportedOperationException e) {
      return new FieldError("/" + part, "template", part + ": " + e.getMessage());
    }
  }

  private static StringReader partial(Map<String, String> partials, String name) {
    String source = partials.get(name);
    if (source == null) {
      throw new MustacheException("There is no partial " + name);
    }
    return new StringReader(source);
  }

  private static final class BoundedWriter extends Writer {
    private final StringBuilder written = new StringBuilder(2_048);
    private final PlainCollector collector;

    BoundedWriter(PlainCollector collector) {
      this.collector = collector;
    }

    @Override
    public void write(char[] chars, int from, int length) {
      collector.step();
      if (written.length() + length > LONGEST) {
        throw new MustacheException("The text becomes longer than " + LONGEST + " characters");
      }
      written.append(chars, from, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
      return written.toString();
    }
  }

  /** The parts of a channel that a template must have. */
  static List<String> parts(Channel channel) {
    return channel == Channel.EMAIL ? List.of("subject", "text", "html") : List.of("text");
  }
}
