/**
 * Load on the whole system, and the ceilings it is compared with. The driver, the system and the
 * load generator are three processes, so that none of them is measured as part of another.
 */
@NullMarked
package io.ecart.local.load;

import org.jspecify.annotations.NullMarked;
