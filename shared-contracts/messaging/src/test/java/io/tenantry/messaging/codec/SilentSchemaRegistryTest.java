package io.tenantry.messaging.codec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tenantry.contracts.Topics;
import io.tenantry.contracts.common.Isolation;
import io.tenantry.contracts.tenant.TenantRegistered;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A registry takes requests and does not answer them. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SilentSchemaRegistryTest {

  private final Vertx vertx = Vertx.vertx();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch wakingUp = new CountDownLatch(1);
  private final HttpServer registry = start();
  private final EventCodec codec = new EventCodec(settings(), vertx);

  @AfterEach
  void stop() {
    wakingUp.countDown();
    registry.stop(0);
    threads.shutdown();
    vertx.close();
  }

  @Test
  void anEventIsHeldBackForSecondsAndThenTheRegistryIsAskedAgain() {
    assertThatThrownBy(this::encode).hasMessageContaining("does not answer");

    wakingUp.countDown();

    assertThatThrownBy(this::encode).message().doesNotContain("does not answer");
  }

  @Test
  void anEventThatCameInIsTriedAgainAndIsNoDeadLetter() {
    byte[] value = {0, 0, 0, 0, 1, 0};

    assertThatThrownBy(() -> codec.decode(Topics.TENANT_MODULE_SAGA, value))
        .hasMessageContaining("does not answer")
        .isNotInstanceOf(UndecodableRecord.class);
  }

  private byte[] encode() {
    return codec.encode(
        Topics.TENANT_MODULE_SAGA,
        TenantRegistered.newBuilder()
            .setTenantId("acme")
            .setIsolation(Isolation.DATABASE)
            .setRegisteredAt(Instant.EPOCH)
            .build());
  }

  private HttpServer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(threads);
      server.createContext(
          "/",
          exchange -> {
            try {
              wakingUp.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private SchemaRegistrySettings settings() {
    return new SchemaRegistrySettings() {
      @Override
      public String url() {
        return "http://127.0.0.1:%d/apis/registry/v3".formatted(registry.getAddress().getPort());
      }

      @Override
      public Map<String, String> properties() {
        return Map.of();
      }
    };
  }
}
