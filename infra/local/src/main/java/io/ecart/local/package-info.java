/** The whole system in one JVM, with embedded Postgres, Redis and Kafka, an edge and a mailbox. */
@NullMarked
package io.ecart.local;

import org.jspecify.annotations.NullMarked;
