package io.tenantry.messaging.codec;

import io.apicurio.registry.resolver.client.RegistryClientFacade;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gives the schema registry's client a time limit. It has none itself: a request that is never
 * answered would stop the relay, or a channel, for good.
 */
final class AnsweredInTime implements InvocationHandler {

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          request -> {
            Thread thread = new Thread(request, "schema-registry");
            thread.setDaemon(true);
            return thread;
          });

  private final RegistryClientFacade client;
  private final Duration limit;

  private AnsweredInTime(RegistryClientFacade client, Duration limit) {
    this.client = client;
    this.limit = limit;
  }

  /** Calls fail with an {@link IllegalStateException} after that time. */
  static RegistryClientFacade within(Duration limit, RegistryClientFacade client) {
    return (RegistryClientFacade)
        Proxy.newProxyInstance(
            RegistryClientFacade.class.getClassLoader(),
            new Class<?>[] {RegistryClientFacade.class},
            new AnsweredInTime(client, limit));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    Future<Object> answer = THREADS.submit(() -> method.invoke(client, arguments));
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IllegalStateException("the schema registry does not answer within " + limit, e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the schema registry", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof InvocationTargetException thrown
          ? thrown.getCause()
          : e.getCause();
    }
  }
}
