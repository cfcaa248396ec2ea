package io.ecart.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ecart.testkit.Await;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A mail server that takes connections and says nothing, and then goes on with new ones only. */
class SilentMailServerIT {
  private final Vertx vertx = Vertx.vertx();
  private final NotificationRig rig = new NotificationRig();
  private volatile boolean silent = true;

  @AfterEach
  void stop() {
    rig.close();
    Await.get(vertx.close());
  }

  @Test
  void getsEachMailOnceWhenItSpeaksAgain() {
    NetServer server =
        Await.get(vertx.createNetServer().connectHandler(this::greet).listen(0, "127.0.0.1"));
    rig.with("SMTP_URL", "smtp://127.0.0.1:" + server.actualPort())
        .with("SMTP_CONNECTIONS", "1")
        .with("SMTP_TIMEOUT", "1s")
        .with("SEND_ATTEMPTS", "20")
        .start();
    String first = Orders.id();
    String second = Orders.id();
    String email = Orders.email();
    rig.publish("order.placed", first, Orders.data(first, email));
    rig.publish("order.placed", second, Orders.data(second, email));
    Await.until("a try of each", () -> wasTried(first) && wasTried(second));
    silent = false;
    rig.awaitMessages(first, 1, "sent");
    rig.awaitMessages(second, 1, "sent");
    assertEquals(2, rig.mail.mailsTo(email).size());
  }

  private boolean wasTried(String order) {
    return rig.messages(order).stream().anyMatch(message -> message.containsKey("error"));
  }

  private void greet(NetSocket near) {
    if (silent) {
      return;
    }
    near.pause();
    vertx
        .createNetClient()
        .connect(rig.mail.port(), "127.0.0.1")
        .onSuccess(
            far -> {
              near.handler(far::write);
              far.handler(near::write);
              far.closeHandler(closed -> near.close());
              near.closeHandler(closed -> far.close());
              near.resume();
            });
  }
}
