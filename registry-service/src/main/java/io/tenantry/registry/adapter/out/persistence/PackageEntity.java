package io.tenantry.registry.adapter.out.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "package")
class PackageEntity {

  @Id String digest;

  byte[] content;
}
