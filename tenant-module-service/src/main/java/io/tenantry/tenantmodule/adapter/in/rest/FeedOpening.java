package io.tenantry.tenantmodule.adapter.in.rest;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.job.FeedItem;
import io.tenantry.tenantmodule.application.job.FollowJobs;
import io.tenantry.tenantmodule.domain.InvalidValue;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Decides about a request for a feed before there is a stream: Quarkus sends the head of one, with
 * its status, before it asks for the first event.
 */
final class FeedOpening {

  static final String LAST_EVENT_ID = "Last-Event-ID";

  /** More digits than a sequence can have are no sequence either. */
  private static final Pattern SEQUENCE = Pattern.compile("\\d{1,10}");

  private final FollowJobs followJobs;
  private final Caller caller;
  private final OpenedFeed feed;
  private final RoutingContext request;

  FeedOpening(FollowJobs followJobs, Caller caller, OpenedFeed feed, RoutingContext request) {
    this.followJobs = followJobs;
    this.caller = caller;
    this.feed = feed;
    this.request = request;
  }

  /** Answers the request when there is nothing to stream; otherwise opens the feed. */
  @OpensFeed
  @ServerRequestFilter
  public Uni<Response> open(UriInfo address, HttpHeaders headers) {
    long after =
        Optional.ofNullable(headers.getHeaderString(LAST_EVENT_ID))
            .map(FeedOpening::sequence)
            .orElse(0L);
    return caller
        .withJob(
            address.getPathParameters().getFirst("id"),
            (scope, job) -> followJobs.follow(job, scope, after, caller.tokenExpiry()))
        .map(
            following ->
                following.fold(
                    this::stream,
                    () -> Response.noContent().build(),
                    () -> Problems.tooManyStreams().toResponse()));
  }

  /**
   * No answer lets the request through, as Quarkus' filters have it. Neither caches nor nginx may
   * hold the events back.
   */
  private Response stream(Multi<FeedItem> items) {
    feed.open(items);
    request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    request.response().putHeader("X-Accel-Buffering", "no");
    return null;
  }

  private static long sequence(String text) {
    if (!SEQUENCE.matcher(text).matches()) {
      throw new InvalidValue("'" + text + "' is no sequence of an event");
    }
    return Long.parseLong(text);
  }
}
