package io.tenantry.tenantmodule.application.job;

/** What a follower of a job is sent. */
public sealed interface FeedItem permits JobNews, FeedItem.Heartbeat {

  /** There is nothing new, and the line is good. */
  record Heartbeat() implements FeedItem {}
}
