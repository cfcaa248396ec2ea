/**
 * The servers that the system talks to, started inside or beside this JVM. Used by tests and by the
 * local one-JVM system alike, so nothing here knows about a test framework.
 */
@NullMarked
package io.ecart.testkit.servers;

import org.jspecify.annotations.NullMarked;
