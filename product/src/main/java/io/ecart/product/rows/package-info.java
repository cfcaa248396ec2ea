/** Products as rows of CSV or NDJSON, read and written as streams. */
@NullMarked
package io.ecart.product.rows;

import org.jspecify.annotations.NullMarked;
