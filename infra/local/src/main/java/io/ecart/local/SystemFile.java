package io.ecart.local;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file {@code system.json} in the state folder: where a running system can be reached, for the
 * other scripts. It is there as long as the system is.
 */
final class SystemFile {
  static final String NAME = "system.json";

  private SystemFile() {}

  static void write(Path folder, LocalSystem system, LocalPorts ports) {
    JsonObject services = new JsonObject();
    for (LocalService service : LocalService.values()) {
      services.put(
          service.serviceName(),
          new JsonObject()
              .put("port", ports.service(service.position()))
              .put("management", ports.management(service.position())));
    }
    JsonObject file =
        new JsonObject()
            .put("pid", ProcessHandle.current().pid())
            .put("edge", system.edgePort())
            .put("mailbox", system.mailboxPort())
            .put("services", services)
            .put("postgres", system.stores().postgres().uri("postgres"))
            .put("redis", system.stores().redis().uri())
            .put("kafka", system.stores().kafka().bootstrap());
    try {
      Files.writeString(folder.resolve(NAME), file.encodePrettily() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve(NAME));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
