/**
 * Orders from the moment they are placed until they are completed: the order as a value with its
 * legal steps, the use cases, and the ports to what lies outside.
 */
@NullMarked
package io.ecart.order;

import org.jspecify.annotations.NullMarked;
