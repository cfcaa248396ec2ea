/** The routes of orders and returns, and how their bodies are read. */
@NullMarked
package io.ecart.order.http;

import org.jspecify.annotations.NullMarked;
