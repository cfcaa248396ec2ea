/** What tests of every module use: shared servers, waiting, HTTP, events and contracts. */
@NullMarked
package io.ecart.testkit;

import org.jspecify.annotations.NullMarked;
