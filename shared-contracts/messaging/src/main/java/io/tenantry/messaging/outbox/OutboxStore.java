package io.tenantry.messaging.outbox;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The outbox as the relay sees it: blocking, with a role that reads and settles it. */
@ApplicationScoped
class OutboxStore {

  private final AgroalDataSource database;

  OutboxStore(@DataSource("messaging") AgroalDataSource database) {
    this.database = database;
  }

  /** Takes or prolongs the lease; false when another holder's has not run out. */
  boolean lease(String name, UUID holder, Duration length) throws SQLException {
    String sql =
        """
        insert into lease as held (name, holder, expires_at)
        values (?, ?, clock_timestamp() + ? * interval '1 millisecond')
        on conflict (name) do update
        set holder = excluded.holder, expires_at = excluded.expires_at
        where held.holder = excluded.holder or held.expires_at < clock_timestamp()
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      statement.setObject(2, holder);
      statement.setLong(3, length.toMillis());
      return statement.executeUpdate() == 1;
    }
  }

  /** Gives the lease back, so another replica need not wait for its end. */
  void release(String name, UUID holder) throws SQLException {
    String sql = "update lease set expires_at = '-infinity' where name = ? and holder = ?";
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      statement.setObject(2, holder);
      statement.executeUpdate();
    }
  }

  /** The oldest unsent rows, without those of the lanes that are held back. */
  List<OutboxRow> unsent(int limit, Collection<OutboxRow.Lane> heldBack) throws SQLException {
    String sql =
        """
        select id, event_id, topic, key, type, subject, correlation_id, causation_id, traceparent,
          occurred_at, payload
        from outbox
        where sent_at is null
          and (topic, key) not in (select * from unnest(?::text[], ?::text[]))
        order by id
        limit ?
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, texts(connection, heldBack.stream().map(OutboxRow.Lane::topic)));
      statement.setArray(2, texts(connection, heldBack.stream().map(OutboxRow.Lane::key)));
      statement.setInt(3, limit);
      try (ResultSet rows = statement.executeQuery()) {
        List<OutboxRow> unsent = new ArrayList<>();
        while (rows.next()) {
          unsent.add(row(rows));
        }
        return unsent;
      }
    }
  }

  void markSent(List<Long> ids) throws SQLException {
    String sql = "update outbox set sent_at = clock_timestamp() where id = any(?)";
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
      statement.executeUpdate();
    }
  }

  /** How many rows wait, and since when the oldest does. */
  OutboxBacklog backlog() throws SQLException {
    String sql =
        """
        select count(*), coalesce(extract(epoch from clock_timestamp() - min(occurred_at)), 0)
        from outbox where sent_at is null
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return new OutboxBacklog(
          rows.getLong(1), Duration.ofMillis(Math.max(0, (long) (rows.getDouble(2) * 1_000))));
    }
  }

  /** Removes what was sent, and what was received, longer ago than that. */
  void forget(Duration sent, Duration received) throws SQLException {
    forget("delete from outbox where sent_at < clock_timestamp() - ? * interval '1 second'", sent);
    forget(
        "delete from inbox where received_at < clock_timestamp() - ? * interval '1 second'",
        received);
  }

  private void forget(String sql, Duration age) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, age.toSeconds());
      statement.executeUpdate();
    }
  }

  private static Array texts(Connection connection, Stream<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }

  private static OutboxRow row(ResultSet row) throws SQLException {
    return new OutboxRow(
        row.getLong("id"),
        row.getObject("event_id", UUID.class),
        row.getString("topic"),
        row.getString("key"),
        Optional.ofNullable(row.getString("type")),
        row.getString("subject"),
        row.getString("correlation_id"),
        Optional.ofNullable(row.getString("causation_id")),
        Optional.ofNullable(row.getString("traceparent")),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getBytes("payload")));
  }
}
