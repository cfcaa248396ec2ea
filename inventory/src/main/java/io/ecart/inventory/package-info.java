/** Stock that is never oversold: levels, holds and the ledger they are the sum of. */
@NullMarked
package io.ecart.inventory;

import org.jspecify.annotations.NullMarked;
