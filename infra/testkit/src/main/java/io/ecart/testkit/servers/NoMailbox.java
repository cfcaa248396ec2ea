package io.ecart.testkit.servers;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import jakarta.mail.internet.MimeMessage;

/** A user of GreenMail that keeps nothing: {@link MailServer} has the mail already. */
final class NoMailbox implements GreenMailUser {
  static final NoMailbox INSTANCE = new NoMailbox();

  private NoMailbox() {}

  @Override
  public String getEmail() {
    return "anybody@localhost";
  }

  @Override
  public String getLogin() {
    return getEmail();
  }

  @Override
  public void deliver(MovingMessage message) {}

  @Override
  public void deliver(MimeMessage message) {}

  @Override
  public void create() {}

  @Override
  public void delete() {}

  @Override
  public String getPassword() {
    return "";
  }

  @Override
  public void setPassword(String password) {}

  @Override
  public void authenticate(String password) {}

  @Override
  public String getQualifiedMailboxName() {
    return getEmail();
  }
}
