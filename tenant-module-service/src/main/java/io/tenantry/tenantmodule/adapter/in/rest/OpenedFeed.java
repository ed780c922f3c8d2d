package io.tenantry.tenantmodule.adapter.in.rest;

import io.smallrye.mutiny.Multi;
import io.tenantry.tenantmodule.application.job.FeedItem;
import jakarta.enterprise.context.RequestScoped;

/** The feed that the request's answer consists of. */
@RequestScoped
class OpenedFeed {

  private Multi<FeedItem> items = Multi.createFrom().empty();

  void open(Multi<FeedItem> opened) {
    items = opened;
  }

  Multi<FeedItem> items() {
    return items;
  }
}
