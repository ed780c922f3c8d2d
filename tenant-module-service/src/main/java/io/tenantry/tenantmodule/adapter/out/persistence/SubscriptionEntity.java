package io.tenantry.tenantmodule.adapter.out.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "subscription")
class SubscriptionEntity {

  @Id
  @Column(name = "tenant_id")
  String tenantId;

  String plan;

  boolean everything;

  String[] modules;

  String[] features;

  @Column(name = "max_modules")
  Integer maxModules;
}
