/** The carts over HTTP: routes, and the two services that are asked. */
@NullMarked
package io.ecart.cart.http;

import org.jspecify.annotations.NullMarked;
