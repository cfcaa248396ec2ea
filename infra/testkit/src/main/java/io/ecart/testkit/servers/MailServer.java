package io.ecart.testkit.servers;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server (GreenMail) that takes every mail and remembers the newest {@value #LIMIT}. Mails
 * do not go to GreenMail's mailboxes, which would grow for ever.
 */
public final class MailServer implements AutoCloseable {
  /** How many mails are remembered. */
  public static final int LIMIT = 5_000;

  private final Newest<Delivery> mails;
  private final AtomicInteger failures = new AtomicInteger();
  private int port;
  private @Nullable GreenMail server;

  private MailServer(int port, int limit) {
    this.port = port;
    this.mails = new Newest<>(limit);
  }

  /** Starts a server on a loopback port; 0 is a free one. */
  public static MailServer start(int port) {
    return start(port, LIMIT);
  }

  /** Starts a server that remembers only so many mails. */
  static MailServer start(int port, int limit) {
    QuietLogs.apply();
    // Named, it need not be searched for on the whole class path with every mail.
    System.setProperty(
        "jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
    MailServer started = new MailServer(port, limit);
    started.restart();
    return started;
  }

  public synchronized int port() {
    return port;
  }

  /** The mails that are remembered, the oldest first. */
  public List<Mail> mails() {
    return mails.all().stream().map(Delivery::mail).toList();
  }

  /** The remembered mails to one recipient, the oldest first. */
  public List<Mail> mailsTo(String recipient) {
    return mails().stream().filter(mail -> mail.to().equalsIgnoreCase(recipient)).toList();
  }

  /** How many mails came in, the forgotten ones included. */
  public long received() {
    return mails.total();
  }

  /** Forgets all mails. */
  public void clear() {
    mails.clear();
  }

  /** Answers the next {@code times} deliveries with 451, a failure that may pass. */
  public void failNext(int times) {
    failures.set(times);
  }

  /** Stops the server; mails stay remembered. */
  public synchronized void stop() {
    if (server != null) {
      server.stop();
      server = null;
    }
  }

  /** Starts the server again on the same port, after stopping it where it still runs. */
  public synchronized void restart() {
    stop();
    GreenMail fresh = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    fresh.getManagers().getUserManager().setMessageDeliveryHandler(this::receive);
    fresh.start();
    port = fresh.getSmtp().getPort();
    server = fresh;
  }

  @Override
  public void close() {
    stop();
  }

  private GreenMailUser receive(MovingMessage message, MailAddress recipient)
      throws MessagingException {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new MessagingException("told to fail");
    }
    mails.add(new Delivery(message.getMessage(), recipient.getEmail()));
    return NoMailbox.INSTANCE;
  }
}
