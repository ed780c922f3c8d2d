package io.tenantry.tenantmodule;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tenant's trail can be verified: whoever changes it later is found out. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class AuditTrailTest {

  private static final List<String> WHOLE = List.of("null");

  private String tenant;

  @BeforeEach
  void aTenantWithAHistory() {
    Partners partners = Partners.ofReadyTenant();
    tenant = partners.tenant();
    partners.runToTheEnd(Api.install(tenant, "mail"), "mail");
  }

  @Test
  void theTrailOfATenantIsWhole() throws Exception {
    assertThat(Database.auditTrailOf(tenant)).hasSizeGreaterThan(3);
    assertThat(firstFlaw()).isEqualTo(WHOLE);
  }

  @ParameterizedTest
  @CsvSource({
    "2, actor = 'somebody else'",
    "2, outcome = 'nothing happened'",
    "3, occurred_at = occurred_at - interval '1 hour'",
  })
  void aChangedEntryIsFound(int sequence, String change) throws Exception {
    assertThat(
            Database.change(
                "update audit_entry set %s where trail = ? and sequence = %d"
                    .formatted(change, sequence),
                tenant))
        .isEqualTo(1);

    assertThat(firstFlaw()).containsExactly(Integer.toString(sequence));
  }

  @Test
  void aMissingEntryIsFound() throws Exception {
    Database.change("delete from audit_entry where trail = ? and sequence = 2", tenant);

    assertThat(firstFlaw()).containsExactly("2");
  }

  @Test
  void aTailThatWasCutIsFound() throws Exception {
    int length = Database.auditTrailOf(tenant).size();
    Database.change(
        "delete from audit_entry where trail = ? and sequence = %d".formatted(length), tenant);

    assertThat(firstFlaw()).containsExactly(Integer.toString(length));
  }

  @Test
  void anEntryThatWasAddedIsFound() throws Exception {
    int length = Database.auditTrailOf(tenant).size();
    Database.change(
        """
        insert into audit_entry
        select trail, sequence + 1, tenant_id, occurred_at, actor, source, action, subject, outcome,
          hash, hash
        from audit_entry where trail = ? and sequence = %d
        """
            .formatted(length),
        tenant);

    assertThat(firstFlaw()).isNotEqualTo(WHOLE);
  }

  private List<String> firstFlaw() throws Exception {
    return Database.read("select audit_first_flaw(?)", tenant);
  }
}
