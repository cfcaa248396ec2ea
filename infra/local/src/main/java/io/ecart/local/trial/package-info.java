/**
 * What a trial of the Swarm stack needs in place of things from elsewhere: an event log, an issuer
 * of tokens, and customers who count what went wrong.
 */
@NullMarked
package io.ecart.local.trial;

import org.jspecify.annotations.NullMarked;
