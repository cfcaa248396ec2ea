package io.ecart.runtime.http;

import io.ecart.runtime.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * UUIDs by which clients name things, whole and in either case: Java would also read {@code
 * 1-1-1-1-1}, which nothing here is called.
 */
public final class Uuids {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final int LENGTH = 36;
  private static final UUID NONE = new UUID(0, 0);

  private Uuids() {}

  /** A required member of a body. */
  public static UUID member(Fields fields, String name) {
    UUID id = parse(fields.matching(name, FORM, "a UUID"));
    return id == null ? NONE : id;
  }

  /** A required member that is an array of them; its bounds count items. */
  public static List<UUID> members(Fields fields, String name, int min, int max) {
    List<UUID> ids = new ArrayList<>();
    for (String text : fields.texts(name, min, max, LENGTH)) {
      UUID id = parse(text);
      if (id == null) {
        fields.error(name, "format", "must be UUIDs");
      } else {
        ids.add(id);
      }
    }
    return ids;
  }

  /**
   * A path parameter.
   *
   * @param what it names, as in "There is no order 17"
   * @throws Problem {@code not_found}: what is no id names nothing
   */
  public static UUID path(Call call, String name, String what) {
    String text = call.path(name);
    UUID id = parse(text);
    if (id == null) {
      throw Problem.notFound(what + " " + text);
    }
    return id;
  }

  /** Where a page of a list that goes by them begins; null for the first one. */
  public static @Nullable UUID cursor(Query query) {
    Cursor cursor = query.cursor();
    UUID id = cursor == null ? null : parse(cursor.key(0));
    if (cursor != null && id == null) {
      query.error("cursor", "format", "is not a cursor of this list");
    }
    return id;
  }

  private static @Nullable UUID parse(String text) {
    return FORM.matcher(text).matches() ? UUID.fromString(text) : null;
  }
}
