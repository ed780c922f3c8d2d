package io.tenantry.messaging;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** The state that the events of these tests tell about. */
@Entity
public class Counter {

  @Id public String name;

  public int value;
}
