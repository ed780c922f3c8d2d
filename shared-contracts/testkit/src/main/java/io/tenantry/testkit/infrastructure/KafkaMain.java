package io.tenantry.testkit.infrastructure;

import kafka.Kafka;
import kafka.tools.StorageTool;

/** Entry point of the broker's process: formats the storage when it is new, then runs Kafka. */
final class KafkaMain {

  private KafkaMain() {}

  /** Takes the cluster id and the path of the broker's properties. */
  public static void main(String[] arguments) {
    String[] format = {"format", "--ignore-formatted", "-t", arguments[0], "-c", arguments[1]};
    int code = StorageTool.execute(format, System.out);
    if (code != 0) {
      System.exit(code);
    }
    Kafka.main(new String[] {arguments[1]});
  }
}
