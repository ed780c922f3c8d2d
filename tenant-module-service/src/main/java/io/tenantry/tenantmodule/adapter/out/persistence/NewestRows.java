package io.tenantry.tenantmodule.adapter.out.persistence;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Scope;
import jakarta.persistence.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * A query for the newest rows of a scope. Whose they are is a condition of it, beside row security,
 * because an index knows nothing of policies: each tenant's newest rows are taken from an index,
 * and only these are sorted.
 */
final class NewestRows {

  private static final String OF_TENANTS =
      """
      select newest.*
      from unnest(string_to_array(:tenants, ',')) as wanted (tenant)
      cross join lateral (%s) as newest
      """;

  private final String from;
  private final String newestFirst;
  private final boolean platform;
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new HashMap<>();

  /** Takes the columns that are wanted, and those of the order, all with commas between them. */
  NewestRows(String table, String columns, String order, Scope scope) {
    this.from = "select " + columns + " from " + table;
    this.newestFirst =
        Arrays.stream(order.split(", "))
            .map(column -> column + " desc")
            .collect(Collectors.joining(", ", " order by ", " limit :limit"));
    this.platform = scope.platform();
    if (!platform) {
      narrow("tenant_id = wanted.tenant", "tenants", EnteredScope.tenants(scope));
    }
  }

  void narrow(String condition, String name, Object value) {
    conditions.add(condition);
    parameters.put(name, value);
  }

  void with(String name, Object value) {
    parameters.put(name, value);
  }

  Uni<List<Tuple>> read(Mutiny.Session session, int limit) {
    var query = session.createNativeQuery(sql(), Tuple.class).setParameter("limit", limit);
    parameters.forEach(query::setParameter);
    return query.getResultList();
  }

  private String sql() {
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    String rows = from + where + newestFirst;
    return platform ? rows : OF_TENANTS.formatted(rows) + newestFirst;
  }
}
