/** The edge of the one-JVM system: routing by path, and what stands in for outside services. */
@NullMarked
package io.ecart.local.edge;

import org.jspecify.annotations.NullMarked;
