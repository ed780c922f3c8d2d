package io.tenantry.tenantmodule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.testkit.infrastructure.PlatformServers;
import io.tenantry.testkit.infrastructure.StatementLog;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs requests and tells how PostgreSQL answers their statements: each is taken from its log, with
 * its values, and explained in a transaction of the same role and scope, which is rolled back.
 */
final class ExplainedRequests implements AutoCloseable {

  private static final Pattern EXECUTED =
      Pattern.compile(
          "(?s)(\\w+)@(\\w+) (\\S+)\\| LOG:  execute [^:]+: ((?:(?!\\n\\S*@\\S* \\S*\\| ).)*)"
              + "\\n\\S+@\\S+ \\S+\\| DETAIL:  "
              + "[Pp]arameters: (.*?)(?=\\n\\S*@\\S* \\S*\\| |\\n\\d{4}-\\d{2}-\\d{2} |\\z)");
  private static final Pattern VALUE = Pattern.compile("\\$\\d+ = ('(?:[^']|'')*'|NULL)");

  private final StatementLog log = StatementLog.begin(PlatformServers.running().postgres());
  private final boolean indexesOnly;

  /** Takes whether tables are read past their indexes only where there is no other way. */
  ExplainedRequests(boolean indexesOnly) {
    this.indexesOnly = indexesOnly;
  }

  /** Answers the plans of the statements that run meanwhile, by statement. */
  Map<String, JsonNode> plansOf(Runnable request) throws SQLException, IOException {
    log.forget();
    int start = PlatformServers.running().postgres().logged().length();
    request.run();
    log.entries();
    String written = PlatformServers.running().postgres().logged().substring(start);
    Map<String, JsonNode> plans = new LinkedHashMap<>();
    for (List<Executed> transaction : transactions(written)) {
      explain(transaction, plans);
    }
    return plans;
  }

  @Override
  public void close() {
    log.close();
  }

  private static List<List<Executed>> transactions(String written) {
    Map<String, List<Executed>> transactions = new LinkedHashMap<>();
    Matcher executed = EXECUTED.matcher(written);
    while (executed.find()) {
      if (executed.group(1).equals(Database.NAME + "_app")) {
        transactions
            .computeIfAbsent(executed.group(3), id -> new ArrayList<>())
            .add(new Executed(executed.group(4), values(executed.group(5))));
      }
    }
    return List.copyOf(transactions.values());
  }

  private static List<String> values(String text) {
    return VALUE.matcher(text).results().map(value -> value.group(1)).toList();
  }

  private void explain(List<Executed> transaction, Map<String, JsonNode> plans)
      throws SQLException, IOException {
    try (Connection connection = Database.app();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set local enable_seqscan = " + !indexesOnly);
      for (Executed one : transaction) {
        statement.execute("prepare asked as " + one.sql());
        try (ResultSet plan = statement.executeQuery(one.explain())) {
          plan.next();
          plans.put(one.sql(), new ObjectMapper().readTree(plan.getString(1)).get(0).get("Plan"));
        }
        statement.execute("deallocate asked");
      }
      connection.rollback();
    }
  }

  private record Executed(String sql, List<String> values) {

    String explain() {
      return "explain (analyze, format json) execute asked (" + String.join(", ", values) + ")";
    }
  }
}
