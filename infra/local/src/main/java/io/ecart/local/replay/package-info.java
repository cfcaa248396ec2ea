/**
 * Plays real transactions of a shop through the public API. Runs outside the system that it talks
 * to, on threads of its own, and may block them.
 */
@NullMarked
package io.ecart.local.replay;

import org.jspecify.annotations.NullMarked;
