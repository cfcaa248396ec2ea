/** What can go wrong, in the words of RFC 9457, without any HTTP. */
@NullMarked
package io.ecart.runtime.problem;

import org.jspecify.annotations.NullMarked;
