/** Postgres: pool, migrations, idempotency records. */
@NullMarked
package io.ecart.runtime.postgres;

import org.jspecify.annotations.NullMarked;
