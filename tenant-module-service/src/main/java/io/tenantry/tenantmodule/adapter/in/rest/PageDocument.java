package io.tenantry.tenantmodule.adapter.in.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.tenantmodule.application.Page;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param next cursor of the following part; absent at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PageDocument<T>(List<T> items, String next) {

  static <V, T> PageDocument<T> of(Page<V> page, Function<V, T> mapper) {
    return new PageDocument<>(page.items().stream().map(mapper).toList(), page.next().orElse(null));
  }
}
