package io.ecart.local;

/** What a person who has just started the system wants to know. */
final class Banner {
  private static final String TRY =
      """

      Try it:
        curl '%s/products?limit=3'
        curl -X POST -d 'grant_type=password&username=alice&password=alice-demo' %s/auth/token

      Ctrl-C stops everything.\
      """;

  private Banner() {}

  static String of(LocalSystem system, LocalPorts ports, StateFolder state) {
    StringBuilder text = new StringBuilder("\n");
    String api = "http://localhost:" + system.edgePort() + "/api/v1";
    line(text, "API", api);
    line(text, "Mailbox", "http://localhost:" + system.mailboxPort() + "  (mails and SMS)");
    for (LocalService service : LocalService.values()) {
      int management = ports.management(service.position());
      line(
          text,
          service.serviceName(),
          "http://localhost:"
              + ports.service(service.position())
              + "  health and metrics: http://localhost:"
              + management
              + "/health/ready  /metrics");
    }
    line(text, "Data and log", state.path() + "  (--fresh begins anew)");
    line(text, "Users", "alice bob (customer)  sam (staff)  ada (admin); password NAME-demo");
    return text.append(TRY.formatted(api, api)).toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format("  %-13s %s%n", name, value));
  }
}
