package io.ecart.local.replay;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Guesses a product's category from the words of its name; the first that knows one gets it. */
@SuppressWarnings("ImmutableEnumChecker") // Set.of cannot change.
enum Category {
  CHRISTMAS("CHRISTMAS XMAS ADVENT REINDEER SANTA SNOWMAN SNOWFLAKE BAUBLE"),
  LIGHTING("CANDLE CANDLES T-LIGHT T-LIGHTS LANTERN LAMP LIGHT LIGHTS CANDLEHOLDER"),
  BAGS("BAG BAGS SHOPPER PURSE HANDBAG BACKPACK LUGGAGE WALLET"),
  KITCHEN(
      """
      MUG CUP CUPS PLATE PLATES BOWL BOWLS TEA TEACUP TEAPOT CAKE CAKES CAKESTAND BAKING KITCHEN \
      CUTLERY APRON JAR JARS SPOON SPOONS GLASS BOTTLE LUNCH TRAY SAUCER PAN MOULD BISCUIT RECIPE \
      COFFEE EGG NAPKINS JUG\
      """),
  STATIONERY(
      """
      CARD CARDS PAPER WRAP NOTEBOOK PEN PENS PENCIL PENCILS STICKER STICKERS TISSUE TISSUES \
      RIBBON RIBBONS ENVELOPE CHALK BOOK POSTCARD TAPE\
      """),
  JEWELLERY("NECKLACE EARRINGS BRACELET RING BROOCH BEAD BEADS CHARM KEYRING HAIRCLIP"),
  GARDEN("GARDEN PLANT WATERING FLOWER FLOWERS BIRD BUCKET PARASOL TROWEL HERB"),
  TOYS(
      """
      TOY TOYS GAME GAMES DOLL DOLLY PUZZLE JIGSAW SKITTLES DOMINOES CHILDRENS CHILDS PLAYHOUSE \
      SPACEBOY ROBOT BALLOONS PARTY BUNTING\
      """),
  HOME(
      """
      CUSHION DOORMAT CLOCK FRAME MIRROR HOOK HANGER DRAWER CABINET SIGN BOX TIN TOWEL BATHROOM \
      SOAP WREATH HEART DECORATION ORNAMENT CHAIR TABLE BASKET\
      """),
  GIFTS("");

  private final Set<String> words;

  Category(String words) {
    this.words = Set.of(words.split(" "));
  }

  static Category of(String name) {
    List<String> words = Arrays.asList(name.toUpperCase(Locale.ROOT).split("[^A-Z0-9-]+"));
    return Arrays.stream(values())
        .filter(category -> words.stream().anyMatch(category.words::contains))
        .findFirst()
        .orElse(GIFTS);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
