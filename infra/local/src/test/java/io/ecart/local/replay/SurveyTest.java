package io.ecart.local.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyTest {
  @TempDir Path folder;

  private Survey survey(String... rows) {
    return Survey.of(Rows.file(folder, Rows.HEADER + "\n" + String.join("\n", rows) + "\n"));
  }

  @Test
  void takesTheMostFrequentNameAndPrice() {
    Survey survey =
        survey(
            "1,22423,CAKE STAND,1,2010-12-01T08:00:00Z,10.95,1,France",
            "2,22423,REGENCY CAKE STAND,1,2010-12-01T08:00:00Z,12.75,1,France",
            "3,22423,REGENCY CAKE STAND,1,2010-12-01T08:00:00Z,12.75,1,France",
            "4,22423,damages,1,2010-12-01T08:00:00Z,12.75,1,France",
            "5,22423,damages,1,2010-12-01T08:00:00Z,12.75,1,France",
            "6,22423,damages,1,2010-12-01T08:00:00Z,12.75,1,France");

    assertEquals(
        List.of(new Product("22423", "REGENCY CAKE STAND", "kitchen", 1275)), survey.products());
  }

  @Test
  void callsAProductByItsSkuWhenNobodyNamedIt() {
    Survey survey = survey("1,22423,,1,2010-12-01T08:00:00Z,10.95,1,France");

    assertEquals("22423", survey.products().get(0).name());
  }

  @Test
  void mergesTwinsAndCountsThem() {
    Survey survey =
        survey(
            "1,85123A,HOLDER,4,2010-12-01T08:00:00Z,1,1,France",
            "2,85123a,HOLDER,3,2010-12-02T08:00:00Z,1,1,France");

    assertEquals(1, survey.products().size());
    assertEquals(1, survey.twins());
    assertEquals(Map.of("85123A", 7L), survey.monthToDemand().get(YearMonth.of(2010, 12)));
  }

  @Test
  void countsDemandOfSalesOnlyByMonth() {
    Survey survey =
        survey(
            "1,22423,STAND,4,2010-12-31T23:59:00Z,1,1,France",
            "C2,22423,STAND,-4,2010-12-31T23:59:00Z,1,1,France",
            "3,22423,STAND,5,2011-01-01T00:00:00Z,1,1,France",
            "4,22423,found,9,2011-01-01T00:00:00Z,0,1,France",
            "C5,22423,STAND,-1,2011-02-01T00:00:00Z,1,1,France");

    assertEquals(
        Map.of(
            YearMonth.of(2010, 12),
            Map.of("22423", 4L),
            YearMonth.of(2011, 1),
            Map.of("22423", 5L)),
        survey.monthToDemand());
    assertEquals(YearMonth.of(2011, 2), survey.lastMonth());
  }

  @Test
  void goodsThatWereNeverSoldAreNoProducts() {
    Survey survey =
        survey(
            "1,22423,STAND,4,2010-12-31T23:59:00Z,1,1,France",
            "C2,22424,OTHER,-4,2010-12-31T23:59:00Z,1,1,France");

    assertEquals(2, survey.goods());
    assertEquals(1, survey.products().size());
  }

  @Test
  void refusesAFileThatSellsNothing() {
    String message =
        assertThrows(
                ReplayException.class,
                () -> survey("1,POST,POSTAGE,4,2010-12-31T23:59:00Z,1,1,France"))
            .getMessage();

    assertTrue(message.endsWith("has 1 rows and no sale of goods among them"), message);
  }

  @Test
  void writesTheCatalogueAsTheShopReadsIt() {
    String csv = Import.csv(List.of(new Product("22423", "SIGN \"A, B\"", "home", 5)));

    assertEquals(
        "sku,name,category,price,currency\r\n22423,\"SIGN \"\"A, B\"\"\",home,0.05,GBP\r\n", csv);
  }
}
