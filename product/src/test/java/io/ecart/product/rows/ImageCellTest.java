package io.ecart.product.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageCellTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a/1.png http://a/2.png /3.png",
        "https://a/1.png,http://a/2.png,/3.png",
        "https://a/1.png;http://a/2.png;/3.png",
        "https://a/1.png|http://a/2.png|/3.png",
        " https://a/1.png , http://a/2.png;\n/3.png "
      })
  void addressesArePartedInManyWays(String cell) {
    assertEquals(List.of("https://a/1.png", "http://a/2.png", "/3.png"), ImageCell.read(cell));
  }

  @Test
  void theSchemeMayBeInCapitals() {
    assertEquals(List.of("/1.png", "HTTPS://a/2.png"), ImageCell.read("/1.png,HTTPS://a/2.png"));
  }

  @Test
  void aCommaInAnAddressPartsNothing() {
    assertEquals(List.of("https://a/w=1,h=2;x.png"), ImageCell.read("https://a/w=1,h=2;x.png"));
  }

  @Test
  void anEmptyCellHasNone() {
    assertEquals(List.of(), ImageCell.read("  "));
    assertEquals("", ImageCell.write(List.of()));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    for (List<String> images :
        List.of(
            List.of("/a.jpg", "https://b/c?d=e,f"),
            List.of("https://proxy/x,https://b/1.png"),
            List.of("/a,", "/b;", "/c,/d;/e"))) {
      assertEquals(images, ImageCell.read(ImageCell.write(images)));
    }
  }
}
