/** What a person asks of a running system from the command line: audits and dead letters. */
@NullMarked
package io.ecart.local.tools;

import org.jspecify.annotations.NullMarked;
