package io.ecart.runtime.auth;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a caller may do; {@code STAFF} may all that a customer may, {@code ADMIN} all of staff. */
public enum Role {
  CUSTOMER,
  STAFF,
  ADMIN,
  SERVICE;

  /** The role of that name; null for names that mean nothing here. */
  public static @Nullable Role named(String name) {
    for (Role role : values()) {
      if (role.name().toLowerCase(Locale.ROOT).equals(name)) {
        return role;
      }
    }
    return null;
  }

  boolean includes(Role wanted) {
    return this == wanted
        || (this == ADMIN && wanted != SERVICE)
        || (this == STAFF && wanted == CUSTOMER);
  }
}
