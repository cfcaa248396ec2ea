/** The truth: levels, ledger and holds in Postgres. */
@NullMarked
package io.ecart.inventory.postgres;

import org.jspecify.annotations.NullMarked;
