package io.ecart.order;

import org.jspecify.annotations.Nullable;

/** How the buyer is reached. */
public record Contact(String email, @Nullable String phone) {}
