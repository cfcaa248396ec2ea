package io.ecart.testkit;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import com.networknt.schema.oas.OpenApi31;
import io.ecart.testkit.servers.QuietLogs;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of one file; formats such as {@code date-time} and {@code uuid} count. */
final class Schemas {
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

  private final String file;
  private final JsonSchemaFactory factory;
  private final Map<String, JsonSchema> pointerToSchema = new ConcurrentHashMap<>();

  private Schemas(Path file, JsonSchemaFactory factory) {
    QuietLogs.apply();
    this.file = file.toAbsolutePath().normalize().toUri().toString();
    this.factory = factory;
  }

  static Schemas ofJsonSchema(Path file) {
    return new Schemas(file, JsonSchemaFactory.getInstance(VersionFlag.V202012));
  }

  static Schemas ofOpenApi(Path file, String version) {
    JsonMetaSchema dialect =
        version.startsWith("3.0") ? OpenApi30.getInstance() : OpenApi31.getInstance();
    JsonSchemaFactory factory =
        JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder -> builder.metaSchema(dialect).defaultMetaSchemaIri(dialect.getIri()));
    return new Schemas(file, factory);
  }

  /**
   * @param pointer where the schema stands in the file, as a JSON pointer
   * @param json what is checked
   * @return the faults; empty when there are none
   */
  Set<ValidationMessage> validate(String pointer, String json) {
    JsonSchema schema = pointerToSchema.computeIfAbsent(pointer, this::load);
    return schema.validate(json, InputFormat.JSON);
  }

  private JsonSchema load(String pointer) {
    String place = pointer.isEmpty() ? file : file + "#" + pointer;
    return factory.getSchema(SchemaLocation.of(place), CONFIG);
  }
}
