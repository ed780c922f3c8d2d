package io.tenantry.registry.adapter.out.persistence;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.registry.application.port.RangeNotation;
import io.tenantry.registry.domain.Digest;
import io.tenantry.registry.domain.Manifest;
import io.tenantry.registry.domain.ModuleVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Module versions between the domain and the database. */
@ApplicationScoped
class ModuleVersionMapper {

  private final ObjectMapper json;
  private final RangeNotation ranges;

  ModuleVersionMapper(ObjectMapper json, RangeNotation ranges) {
    this.json = json;
    this.ranges = ranges;
  }

  ModuleVersion toDomain(ModuleVersionEntity entity) {
    return new ModuleVersion(
        entity.manifest.toManifest(ranges),
        new Digest(entity.digest),
        entity.size,
        Optional.ofNullable(entity.signedBy),
        entity.status,
        entity.statusReason,
        entity.statusSince,
        entity.registeredAt,
        Optional.ofNullable(entity.publishedAt));
  }

  String toJson(Manifest manifest) {
    try {
      return json.writeValueAsString(ManifestDocument.of(manifest));
    } catch (IOException e) {
      throw new UncheckedIOException("a manifest cannot be written", e);
    }
  }
}
