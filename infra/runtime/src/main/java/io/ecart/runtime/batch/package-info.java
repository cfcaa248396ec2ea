/** Natural batching: items that arrive while a batch is in flight form the next. */
@NullMarked
package io.ecart.runtime.batch;

import org.jspecify.annotations.NullMarked;
