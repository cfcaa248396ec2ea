/** The HTTP API of inventory. */
@NullMarked
package io.ecart.inventory.http;

import org.jspecify.annotations.NullMarked;
