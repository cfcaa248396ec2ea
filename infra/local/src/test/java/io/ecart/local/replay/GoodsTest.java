package io.ecart.local.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoodsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"22423", "85123A", "85123a", "15056BL", "79323GR", "DCGS0076", "DCGSSBOY"})
  void recognisesGoods(String code) {
    assertEquals(Optional.empty(), Goods.notGoods(code));
  }

  @ParameterizedTest
  @CsvSource({
    "POST,POSTAGE", "DOT,POSTAGE", "C2,POSTAGE", "23444,POSTAGE", "M,MANUAL", "m,MANUAL",
    "D,DISCOUNT", "S,SAMPLE", "B,FEES", "AMAZONFEE,FEES", "BANK CHARGES,FEES", "CRUK,FEES",
    "gift_0001_40,VOUCHER", "PADS,OTHER_CODE", "2242,OTHER_CODE", "../../etc,OTHER_CODE"
  })
  void recognisesWhatIsNoGoods(String code, Reason reason) {
    assertEquals(Optional.of(reason), Goods.notGoods(code));
  }

  @Test
  void twinsOfACodeAreOneSku() {
    assertEquals(Goods.sku("85123A"), Goods.sku("85123a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "??",
        "damages",
        "Damaged",
        "wet",
        "found",
        "Found",
        "thrown away",
        "Dotcom sales",
        "Amazon Adjustment",
        "mixed up",
        "85123a mixed",
        "???missing"
      })
  void recognisesNotes(String description) {
    assertTrue(Notes.isNote(description));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WHITE METAL LANTERN",
        "BAG 500g SWIRLY MARBLES",
        "Dr. Jam's Arouzer Stress Ball",
        "WET WEATHER BOOTS",
        "FOUND OBJECTS PICTURE FRAME",
        "CHECK NAPKINS"
      })
  void recognisesNames(String description) {
    assertFalse(Notes.isNote(description));
  }

  @ParameterizedTest
  @CsvSource({
    "WHITE HANGING HEART T-LIGHT HOLDER,lighting",
    "JUMBO BAG RED RETROSPOT,bags",
    "REGENCY CAKESTAND 3 TIER,kitchen",
    "PAPER CHAIN KIT 50'S CHRISTMAS,christmas",
    "CHRISTMAS LIGHTS 10 REINDEER,christmas",
    "MYSTERY,gifts"
  })
  void guessesTheCategory(String name, String category) {
    assertEquals(category, Category.of(name).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "United Kingdom,GB",
    "EIRE,IE",
    "Germany,DE",
    "USA,US",
    "RSA,ZA",
    "Channel Islands,JE",
    "Hong Kong,HK",
    "Czech Republic,CZ",
    "United Arab Emirates,AE",
    "Saudi Arabia,SA"
  })
  void knowsCountries(String name, String code) {
    assertEquals(Optional.of(code), Countries.code(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Unspecified", "European Community"})
  void knowsWhatIsNoCountry(String name) {
    assertEquals(Optional.empty(), Countries.code(name));
  }
}
