package io.ecart.local.replay;

import java.util.List;

/**
 * A cancellation row and what was found for it.
 *
 * @param undos what undoes it; empty when there is no sale to undo
 * @param unmatched units without a sale
 */
record Credit(List<Undo> undos, int unmatched) {}
