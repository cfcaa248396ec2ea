package io.ecart.local.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Customers that ask without a pause until they are told to stop. */
final class Load implements AutoCloseable {
  private final List<Thread> customers = new ArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;

  private Load() {}

  /**
   * @param request asks once; gives what went wrong, or nothing
   */
  static Load start(int customers, Supplier<String> request) {
    Load load = new Load();
    for (int i = 0; i < customers; i++) {
      Thread customer = new Thread(() -> load.ask(request), "customer-" + i);
      load.customers.add(customer);
      customer.start();
    }
    return load;
  }

  private void ask(Supplier<String> request) {
    while (!stopped) {
      asked.incrementAndGet();
      try {
        String failure = request.get();
        if (!failure.isEmpty()) {
          failures.add(failure);
        }
      } catch (RuntimeException | AssertionError e) {
        failures.add(e.toString());
      }
    }
  }

  int asked() {
    return asked.get();
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Lets every customer finish what runs. */
  @Override
  public void close() {
    stopped = true;
    for (Thread customer : customers) {
      try {
        customer.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
