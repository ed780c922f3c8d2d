package io.tenantry.installer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tenantry.testkit.infrastructure.PlatformDatabases;
import io.tenantry.testkit.infrastructure.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The registry, as far as it hands out packages, and what the installer is told about the rest. */
public final class PackageServer implements QuarkusTestResourceLifecycleManager {

  public static final String TOKEN = "token-of-the-installer";

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final Map<String, byte[]> PACKAGES = new ConcurrentHashMap<>();
  private static final Map<String, Integer> TROUBLES = new ConcurrentHashMap<>();
  private static final List<String> REQUESTS = new CopyOnWriteArrayList<>();
  private static Path files;

  private HttpServer server;
  private TemporaryDirectory directory;

  /** Hands the bytes out at that path. */
  public static void offer(String path, byte[] content) {
    PACKAGES.put(path, content);
  }

  /** Answers the next so many requests for that path with an error. */
  public static void failFor(String path, int times) {
    TROUBLES.put(path, times);
  }

  /** Requests for that path, each with its token. */
  public static List<String> requestsFor(String path) {
    return REQUESTS.stream().filter(request -> request.endsWith(" " + path)).toList();
  }

  /** Where the service keeps its files during the tests. */
  public static Path files() {
    return files;
  }

  @Override
  public Map<String, String> start() {
    try {
      directory = TemporaryDirectory.create();
      files = directory.path();
      Path token = Files.writeString(files.resolve("token"), TOKEN + "\n");
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", PackageServer::answer);
      server.start();
      return settings("http://127.0.0.1:" + server.getAddress().getPort(), token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    server.stop(0);
    directory.close();
  }

  private static Map<String, String> settings(String address, Path token) {
    String prefix = "tenantry.installer.";
    Map<String, String> settings = new HashMap<>();
    settings.put(prefix + "servers.main.host", "${tenantry.database.host}");
    settings.put(prefix + "servers.main.port", "${tenantry.database.port}");
    settings.put(prefix + "servers.main.password", PlatformDatabases.PASSWORD);
    settings.put(prefix + "registry.url", address);
    settings.put(prefix + "registry.token-file", token.toString());
    settings.put(prefix + "packages.cache", files.resolve("packages").toString());
    settings.put(prefix + "secrets.directory", files.resolve("secrets").toString());
    return settings;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    REQUESTS.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + path);
    boolean troubled = TROUBLES.merge(path, -1, Integer::sum) >= 0;
    byte[] content = troubled ? new byte[0] : PACKAGES.getOrDefault(path, new byte[0]);
    int status = PACKAGES.containsKey(path) && !troubled ? OK : NOT_FOUND;
    exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    exchange.getResponseBody().write(content);
    exchange.close();
  }
}
