/**
 * Faults that are really caused, under load, to services that run as a process of their own. What
 * is checked afterwards is what a shop lives from: nothing oversold, nothing acknowledged and lost,
 * nothing held for ever, nothing done twice.
 */
@NullMarked
package io.ecart.local.chaos;

import org.jspecify.annotations.NullMarked;
