/** What customers and staff are told: who gets what, when, and whether it arrived. */
@NullMarked
package io.ecart.notification;

import org.jspecify.annotations.NullMarked;
