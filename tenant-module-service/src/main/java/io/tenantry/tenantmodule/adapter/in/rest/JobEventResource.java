package io.tenantry.tenantmodule.adapter.in.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.tenantry.tenantmodule.application.job.FeedItem;
import io.tenantry.tenantmodule.application.job.JobNews;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A job's timeline as server-sent events (WHATWG HTML, section 9.2). */
@Path("/v1/installation-jobs/{id}/events")
@RolesAllowed({Roles.PLATFORM_ADMIN, Roles.TENANT_ADMIN, Roles.TENANT_VIEWER})
@Tag(name = "Jobs")
class JobEventResource {

  private final OpenedFeed feed;
  private final ObjectMapper json;

  JobEventResource(OpenedFeed feed, ObjectMapper json) {
    this.feed = feed;
    this.json = json;
  }

  @GET
  @OpensFeed
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "Follow a job",
      description =
          "Events `state` (the job has a new state), `progress` (something became of a step) and"
              + " `ended` (its final state, after which the stream ends). `id` counts from 1"
              + " without gaps; Last-Event-ID goes on behind it, at any replica. A comment shows"
              + " from time to time that the line is good. The stream also ends with the token's"
              + " time.")
  @APIResponse(
      responseCode = "200",
      description = "What happened so far, and then what happens",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(type = SchemaType.STRING),
              examples = @ExampleObject(name = "a job", value = Examples.JOB_EVENTS)))
  @APIResponse(
      responseCode = "204",
      description = "The job is over and Last-Event-ID is its last event; do not come back")
  @APIResponse(responseCode = "400", description = "Last-Event-ID is no sequence")
  @APIResponse(responseCode = "404", description = "No such job")
  @APIResponse(responseCode = "503", description = "This replica has as many streams as it serves")
  public Multi<OutboundSseEvent> follow(
      @PathParam("id") String id,
      @HeaderParam(FeedOpening.LAST_EVENT_ID) @Parameter(example = "3") String lastEventId,
      @Context Sse sse) {
    return feed.items().map(item -> event(item, sse));
  }

  private OutboundSseEvent event(FeedItem item, Sse sse) {
    if (!(item instanceof JobNews news)) {
      return sse.newEventBuilder().comment("still here").build();
    }
    return sse.newEventBuilder()
        .id(Long.toString(news.sequence()))
        .name(name(news))
        .data(text(JobEventDocument.of(news)))
        .build();
  }

  /**
   * Written here: an event with a media type carries it as a field that is none of the standard.
   */
  private String text(JobEventDocument document) {
    try {
      return json.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event cannot be written", e);
    }
  }

  private static String name(JobNews news) {
    if (news.isLast()) {
      return "ended";
    }
    return news.state().isPresent() ? "state" : "progress";
  }
}
