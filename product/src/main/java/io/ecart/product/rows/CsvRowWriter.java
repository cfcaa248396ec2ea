package io.ecart.product.rows;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.ecart.product.Attributes;
import io.ecart.product.Catalogue.Names;
import io.ecart.product.Details;
import io.ecart.product.Product;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Writes CSV by RFC 4180, with a column for every attribute and option that any product has. */
final class CsvRowWriter implements RowWriter {
  private final Names names;

  CsvRowWriter(Names names) {
    this.names = names;
  }

  @Override
  public Buffer head() {
    List<String> cells = new ArrayList<>(Columns.ALL);
    names.options().forEach(name -> cells.add(Columns.OPTION + name));
    names.attributes().forEach(name -> cells.add(Columns.ofAttribute(name)));
    return write(List.of(cells));
  }

  @Override
  public Buffer rows(List<Product> products) {
    return write(products.stream().map(this::cells).toList());
  }

  private List<String> cells(Product product) {
    Details details = product.details();
    List<String> cells = new ArrayList<>();
    cells.add(product.sku());
    cells.add(details.name());
    cells.add(details.description());
    cells.add(details.category());
    cells.add(details.price().toMajor());
    cells.add(details.price().currency());
    cells.add(details.status().wire());
    cells.add(details.groupId() == null ? "" : details.groupId());
    cells.add(ImageCell.write(details.images()));
    names.options().forEach(name -> cells.add(details.options().getOrDefault(name, "")));
    names
        .attributes()
        .forEach(name -> cells.add(Attributes.text(details.attributes().getOrDefault(name, ""))));
    return cells;
  }

  private static Buffer write(List<List<String>> rows) {
    StringWriter text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
      rows.forEach(writer::writeRecord);
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory can always be written", e);
    }
    return Buffer.buffer(text.toString());
  }
}
