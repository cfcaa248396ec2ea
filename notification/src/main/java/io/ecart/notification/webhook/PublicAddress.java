package io.ecart.notification.webhook;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;

/**
 * Tells addresses of the public internet from those that only mean something nearby: a webhook to
 * one of these would make this service reach into its own network for a stranger. After the IANA
 * special-purpose registries (RFC 6890 and its successors).
 */
final class PublicAddress {

  /**
   * Addresses that begin alike.
   *
   * @param length bytes of an address: 4 or 16
   * @param bits how many of its first bits count
   * @param prefix those bits
   */
  private record Block(int length, int bits, BigInteger prefix) {
    boolean contains(byte[] address) {
      return address.length == length && prefix.equals(first(address, bits));
    }
  }

  private static final List<Block> SPECIAL =
      List.of(
          v4(0, 0, 8), // this network
          v4(10, 0, 8), // private
          v4(100, 64, 10), // carrier-grade NAT
          v4(127, 0, 8), // loopback
          v4(169, 254, 16), // link-local, cloud metadata
          v4(172, 16, 12), // private
          v4(192, 0, 24), // protocol assignments
          v4(192, 168, 16), // private
          v4(198, 18, 15), // benchmarks
          v4(224, 0, 4), // multicast
          v4(240, 0, 4), // reserved, broadcast
          v6(0x0000, 0x0000, 32), // unspecified, loopback, IPv4 in IPv6
          v6(0x0064, 0xff9b, 32), // NAT64: hides an IPv4 address
          v6(0x0100, 0x0000, 64), // discard
          v6(0x2001, 0x0000, 23), // Teredo and other protocols
          v6(0x2002, 0x0000, 16), // 6to4: hides an IPv4 address
          v6(0xfc00, 0x0000, 7), // private
          v6(0xfe80, 0x0000, 10), // link-local
          v6(0xfec0, 0x0000, 10), // site-local
          v6(0xff00, 0x0000, 8)); // multicast

  private PublicAddress() {}

  static boolean is(InetAddress address) {
    byte[] bytes = address.getAddress();
    return SPECIAL.stream().noneMatch(block -> block.contains(bytes));
  }

  /** The first two bytes of the block. */
  private static Block v4(int first, int second, int bits) {
    return block(new byte[] {(byte) first, (byte) second, 0, 0}, bits);
  }

  /** The first two groups of the block. */
  private static Block v6(int first, int second, int bits) {
    byte[] prefix = new byte[16];
    prefix[0] = (byte) (first >> 8);
    prefix[1] = (byte) first;
    prefix[2] = (byte) (second >> 8);
    prefix[3] = (byte) second;
    return block(prefix, bits);
  }

  private static Block block(byte[] address, int bits) {
    return new Block(address.length, bits, first(address, bits));
  }

  private static BigInteger first(byte[] address, int bits) {
    return new BigInteger(1, address).shiftRight(8 * address.length - bits);
  }
}
