package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestThreadsTest {
  private final RestThreads threads = new RestThreads(8);
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void close() {
    end.countDown();
    threads.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 8, 20})
  void asManyRequestsAreAnsweredAtOnceAsIsConfigured(int size) {
    AtomicInteger running = new AtomicInteger();
    threads.resize(size);

    for (int i = 0; i < 40; i++) {
      threads
          .quick()
          .execute(
              () -> {
                running.incrementAndGet();
                awaitEnd();
              });
    }

    await().atMost(Duration.ofSeconds(5)).until(() -> running.get() >= size);
    await()
        .during(Duration.ofMillis(200))
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(running.get()).isEqualTo(size));
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }
}
