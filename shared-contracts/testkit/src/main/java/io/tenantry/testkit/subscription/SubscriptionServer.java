package io.tenantry.testkit.subscription;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A subscription service that stands in for a real one: it allows every module except some, and
 * fails when it is told to.
 */
public final class SubscriptionServer implements AutoCloseable {

  private static final Pattern MODULE = Pattern.compile("\"module\"\\s*:\\s*\"([^\"]*)\"");
  private static final int OK = 200;
  private static final int BROKEN = 503;
  private static final int STOPPING_TAKES_SECONDS = 0;

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile Set<String> refused = Set.of();
  private volatile boolean fails;

  private SubscriptionServer(HttpServer server) {
    this.server = server;
  }

  /** Listens on that port of the loopback interface; 0 takes any. */
  public static SubscriptionServer start(int port) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    SubscriptionServer server = new SubscriptionServer(http);
    http.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "subscription-server");
              thread.setDaemon(true);
              return thread;
            }));
    http.createContext("/v1/checks", server::check);
    http.start();
    return server;
  }

  /** Takes a port and the names of modules that no subscription covers. */
  public static void main(String[] arguments) throws Exception {
    int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8090;
    SubscriptionServer server = start(port);
    server.refuse(List.of(arguments).stream().skip(1).collect(Collectors.toSet()));
    System.out.println("The subscription service listens at " + server.address());
    Thread.currentThread().join();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on no subscription covers these modules. */
  public void refuse(Set<String> modules) {
    refused = Set.copyOf(modules);
  }

  /** From now on it is broken, or not any more. */
  public void fail(boolean now) {
    fails = now;
  }

  /** Bodies of all calls about that tenant, oldest first. */
  public List<String> callsAbout(String tenant) {
    return calls.stream().filter(body -> body.contains('"' + tenant + '"')).toList();
  }

  /** Number of all calls. */
  public int calls() {
    return calls.size();
  }

  @Override
  public void close() {
    server.stop(STOPPING_TAKES_SECONDS);
  }

  private void check(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      calls.add(body);
      if (fails) {
        exchange.sendResponseHeaders(BROKEN, -1);
        return;
      }
      byte[] answer = answer(body).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(OK, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private String answer(String body) {
    String reasons =
        MODULE
            .matcher(body)
            .results()
            .map(found -> found.group(1))
            .filter(refused::contains)
            .map("\"The subscription does not cover '%s'.\""::formatted)
            .collect(Collectors.joining(","));
    return reasons.isEmpty()
        ? "{\"allowed\":true}"
        : "{\"allowed\":false,\"reasons\":[" + reasons + "]}";
  }
}
