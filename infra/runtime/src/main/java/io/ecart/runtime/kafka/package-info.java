/** Events: CloudEvents, outbox relay, consumer, dead letters. */
@NullMarked
package io.ecart.runtime.kafka;

import org.jspecify.annotations.NullMarked;
