/** E-mail over SMTP. */
@NullMarked
package io.ecart.notification.smtp;

import org.jspecify.annotations.NullMarked;
