/** Text messages through an HTTP gateway. */
@NullMarked
package io.ecart.notification.sms;

import org.jspecify.annotations.NullMarked;
