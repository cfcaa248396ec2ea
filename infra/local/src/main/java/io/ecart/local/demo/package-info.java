/** Clients of the public API that show what the system does: demo catalogue and replay. */
@NullMarked
package io.ecart.local.demo;

import org.jspecify.annotations.NullMarked;
