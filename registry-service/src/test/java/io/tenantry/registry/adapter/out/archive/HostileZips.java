package io.tenantry.registry.adapter.out.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** The worst that can be uploaded, each with the code of the problem that it meets. */
public final class HostileZips {

  private static final String SCRIPT = "db/tenant/V1__a.sql";
  private static final String SQL = "select 1;";
  private static final int LIAR = 0x7ffffff0;

  private static final Map<String, Hostile> ALL = new HostileZips().all;

  private final Map<String, Hostile> all = new LinkedHashMap<>();

  private HostileZips() {
    names();
    sizes();
    lies();
    rubbish();
  }

  /** By what they do. */
  public static Map<String, Hostile> all() {
    return Collections.unmodifiableMap(ALL);
  }

  /** A zip of one good script and its manifest. */
  public static byte[] good() {
    return base().with(SCRIPT, SQL).bytes();
  }

  private void names() {
    refusesPath("a path upwards", "../V1__a.sql");
    refusesPath("a path upwards in the middle", "db/../../etc/passwd");
    refusesPath("an absolute path", "/etc/passwd");
    refusesPath("a drive", "C:/x.sql");
    refusesPath("backslashes", "db\\tenant\\V1__a.sql");
    refusesPath("an empty part", "db//V1__a.sql");
    refusesPath("a dot as a part", "db/./V1__a.sql");
    refusesPath("a zero in the name", "db/tenant/V1__a.sql\0.txt");
    refusesPath("a line end in the name", "db/tenant/V1__a.sql\nINFO all is well");
    refusesPath("an escape sequence in the name", "\u001b[2J.sql");
    refusesPath("another alphabet", "db/tenant/V1__\u0430.sql");
    refusesPath("a writing direction", "db/tenant/\u202elqs.a__1V");
    refusesPath("a name without end", "a".repeat(60_000));
    refusesPath("no name", "");
    refusesPath("a trailing space", "db/tenant/V1__a.sql ");
    add("a name that is no UTF-8", "path-not-allowed", base().with(latin()));
    add("a name twice", "duplicate-file", base().with(SCRIPT, SQL).with(SCRIPT, "select 2;"));
    add("the manifest twice", "duplicate-file", base().with("module.yaml", "name: other"));
    add(
        "names that differ in case",
        "duplicate-file",
        base().with(SCRIPT, SQL).with("db/tenant/v1__A.SQL", SQL));
    add("a symbolic link", "special-file", base().with(script().withUnixMode(0xA1FF)));
    add("a device", "special-file", base().with(script().withUnixMode(0x61FF)));
    add("a zip in the zip", "nested-archive", base().with("inner.zip", good()));
    add("a zip that is called a script", "nested-archive", base().with(SCRIPT, "PK\u0003\u0004x"));
    add("a tar in the zip", "nested-archive", base().with("db/x.tar.gz", SQL));
  }

  private void sizes() {
    add("a file of 2 MiB", "too-large", base().with(SCRIPT, "-".repeat(2 << 20)));
    add("a bomb of 1 to 1,000", "too-large", dashes(950, 1 << 20));
    add("entries without number", "too-large", manyEntries(1_001));
    add("100,000 entries", "too-large", manyEntries(100_000).saying(100_000 & 0xffff));
    add("a size that is a lie", "too-large", base().with(script().sized(LIAR, LIAR)));
    add(
        "a bomb that says that it is small",
        "zip-inconsistent",
        base().with(dashes(1 << 19).copiedTo(SCRIPT).sized(10, 10)));
    add("21 MiB", "too-large", new byte[21 << 20]);
    addOverlap();
  }

  private void lies() {
    inconsistent("another name in its header", base().with(script().called("db/tenant/V2__b.sql")));
    inconsistent("another method in its header", base().with(script().packedBy(8, 0)));
    inconsistent("another size in its header", base().with(script().sized(SQL.length(), 3)));
    inconsistent("a wrong checksum", base().with(script().withCrc(42)));
    inconsistent("fewer bytes than it says", base().with(script().sized(20, 20)));
    inconsistent("more bytes than it says", base().with(script().sized(4, 4)));
    inconsistent("a packed size beyond the end", base().with(script().packedTo(LIAR)));
    inconsistent("a packed size that is cut", base().with(script().packedTo(3)));
    inconsistent(
        "bytes that do not inflate", base().with(script().containing(new byte[] {7, 7, 7})));
    inconsistent("a descriptor that is not there", base().with(script().flagged(8)));
    inconsistent("an offset into nowhere", base().with(script().at(LIAR)));
    inconsistent("an offset to another entry", base().with(script().at(0)));
    inconsistent(
        "stray bytes before the directory", base().with(script()).beforeDirectory(new byte[9]));
    inconsistent("fewer entries than it says", base().with(script()).saying(5));
    inconsistent("more entries than it says", base().with(script()).saying(1));
    add("an encrypted entry", "unsupported-zip", base().with(script().flagged(1)));
    add("another method", "unsupported-zip", base().with(script().packedBy(14, 14)));
    add("something after its end", "no-zip", base().with(script()).atEnd(new byte[3]));
  }

  private void rubbish() {
    add("nothing", "no-zip", new byte[0]);
    add("one byte", "no-zip", new byte[1]);
    add("text", "no-zip", "This is no zip.".getBytes(StandardCharsets.UTF_8));
    byte[] random = new byte[100_000];
    new Random(20261122).nextBytes(random);
    add("random bytes", "no-zip", random);
    byte[] half = good();
    add("half an upload", "no-zip", Arrays.copyOf(half, half.length / 2));
    add("all but the last byte", "no-zip", Arrays.copyOf(half, half.length - 1));
    byte[] selfExtracting = new byte[half.length + 64];
    System.arraycopy(half, 0, selfExtracting, 64, half.length);
    add("a program before it", "zip-inconsistent", selfExtracting);
    add("no UTF-8 in a script", "not-utf8", base().with(SCRIPT, new byte[] {(byte) 0xff, 65}));
    add("a zero in a script", "not-utf8", base().with(SCRIPT, "select '\0';"));
  }

  /** Two records of the directory for one entry, as in a bomb of overlapping files. */
  private void addOverlap() {
    Zip.Entry kernel = Zip.Entry.of("db/tenant/V1__a.sql".getBytes(), "-".repeat(9_000).getBytes());
    Zip.Entry again = Zip.Entry.of("db/tenant/V2__a.sql".getBytes(), "-".repeat(9_000).getBytes());
    inconsistent("files that overlap", new Zip().with(kernel).with(again.at(0)));
  }

  private void refusesPath(String what, String name) {
    add(what, "path-not-allowed", base().with(name, SQL));
  }

  private void inconsistent(String what, Zip zip) {
    add(what, "zip-inconsistent", zip);
  }

  private void add(String what, String code, Zip zip) {
    add(what, code, zip.bytes());
  }

  private void add(String what, String code, byte[] content) {
    all.put(what, new Hostile(code, content));
  }

  private static Zip base() {
    return new Zip()
        .with(
            "module.yaml",
            """
            manifest: 1
            name: hostile
            version: 1.0.0
            title: Hostile
            description: A package that means no script().
            namespace: App
            """);
  }

  private static Zip.Entry latin() {
    return Zip.Entry.of(
        "db/tenant/V1__\u00e9.sql".getBytes(StandardCharsets.ISO_8859_1), SQL.getBytes());
  }

  private static Zip dashes(int files, int size) {
    Zip zip = base();
    Zip.Entry one = dashes(size);
    for (int i = 0; i < files; i++) {
      zip.with(one.copiedTo("db/tenant/V" + i + "__a.sql"));
    }
    return zip;
  }

  private static Zip.Entry dashes(int size) {
    return Zip.Entry.of(new byte[0], "-".repeat(size).getBytes(StandardCharsets.UTF_8));
  }

  /** To be changed. */
  private static Zip.Entry script() {
    return Zip.Entry.of(
        SCRIPT.getBytes(StandardCharsets.UTF_8), SQL.getBytes(StandardCharsets.UTF_8));
  }

  private static Zip manyEntries(int count) {
    Zip zip = new Zip();
    for (int i = 0; i < count; i++) {
      zip.with("f" + i, new byte[0]);
    }
    return zip;
  }

  /**
   * One of them.
   *
   * @param code of the problem that it meets
   */
  public record Hostile(String code, byte[] content) {}
}
