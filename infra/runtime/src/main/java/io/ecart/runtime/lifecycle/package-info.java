/** Starting and stopping a service in order. */
@NullMarked
package io.ecart.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
