package io.tenantry.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events stay readable for everybody: FULL_TRANSITIVE against the committed history. */
class SchemaHistoryTest {

  @BeforeAll
  static void recordNewSchemasWhenAskedTo() throws IOException {
    if (!"record".equals(System.getProperty("schema-history"))) {
      return;
    }
    for (EventType type : EventType.values()) {
      List<Schema> history = SchemaHistory.of(type);
      if (history.isEmpty() || !history.get(history.size() - 1).equals(type.schema())) {
        for (String root : List.of("src/main/resources", "target/classes")) {
          Path file = Path.of(root + SchemaHistory.path(type, history.size() + 1));
          Files.createDirectories(file.getParent());
          Files.writeString(file, SchemaFormatter.format("json/pretty", type.schema()) + "\n");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theCurrentSchemaIsTheLastOneOfTheHistory(EventType type) {
    assertThat(SchemaHistory.of(type))
        .as(
            "history of %s; record a new schema with"
                + " ./mvnw -pl shared-contracts/contracts test -Dschema-history=record",
            type.record().getSimpleName())
        .endsWith(type.schema());
  }

  @ParameterizedTest
  @EnumSource
  void everySchemaReadsAndIsReadByEveryOther(EventType type) {
    List<Schema> history = SchemaHistory.of(type);
    for (Schema reader : history) {
      for (Schema writer : history) {
        assertThat(problems(reader, writer)).as("reader %s, writer %s", reader, writer).isEmpty();
      }
    }
  }

  @Test
  void aFieldWithoutDefaultIsRefused() {
    Schema before = SchemaBuilder.record("Event").fields().requiredString("id").endRecord();
    Schema after =
        SchemaBuilder.record("Event")
            .fields()
            .requiredString("id")
            .requiredString("added")
            .endRecord();

    assertThat(problems(after, before)).hasSize(1);
  }

  @Test
  void aNewSymbolOfAnEnumWithoutDefaultIsRefused() {
    assertThat(problems(enumeration("A"), enumeration("A", "B"))).hasSize(1);
  }

  @Test
  void everyEnumerationHasADefaultAndEveryFieldIsDocumented() {
    for (EventType type : EventType.values()) {
      assertDocumented(type.schema(), type.record().getSimpleName());
    }
  }

  private static List<Incompatibility> problems(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities();
  }

  private static void assertDocumented(Schema schema, String where) {
    switch (schema.getType()) {
      case RECORD -> {
        assertThat(schema.getDoc()).as("doc of %s", schema.getName()).isNotBlank();
        for (Schema.Field field : schema.getFields()) {
          String path = where + "." + field.name();
          assertThat(field.doc()).as("doc of %s", path).isNotBlank();
          assertDocumented(field.schema(), path);
        }
      }
      case ENUM -> assertThat(schema.getEnumDefault()).as("default of %s", where).isNotNull();
      case ARRAY -> assertDocumented(schema.getElementType(), where);
      case UNION -> schema.getTypes().forEach(member -> assertDocumented(member, where));
      default -> {}
    }
  }

  private static Schema enumeration(String... symbols) {
    Schema color = SchemaBuilder.enumeration("Letter").symbols(symbols);
    return SchemaBuilder.record("Event").fields().name("l").type(color).noDefault().endRecord();
  }
}
