/** The product API over HTTP, and inventory as it is asked over HTTP. */
@NullMarked
package io.ecart.product.http;

import org.jspecify.annotations.NullMarked;
