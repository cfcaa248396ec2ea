/** Who calls: bearer tokens verified against a JWKS, and roles. */
@NullMarked
package io.ecart.runtime.auth;

import org.jspecify.annotations.NullMarked;
