package io.tenantry.installer.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Which databases the installer works on, and how. */
@ConfigMapping(prefix = "tenantry.installer")
public interface InstallerSettings {

  /** PostgreSQL servers by the names that events and the API use. */
  @NotEmpty
  Map<String, Server> servers();

  /** Server on which new tenants get their databases. */
  @WithDefault("main")
  String tenantServer();

  Landlord landlord();

  Migrations migrations();

  Workers workers();

  Participants participants();

  Packages packages();

  Registry registry();

  Secrets secrets();

  /** A PostgreSQL server, with the role that provisions on it. */
  interface Server {

    String host();

    @WithDefault("5432")
    @Min(1)
    @Max(65_535)
    int port();

    @WithDefault("tenantry_provisioner")
    String username();

    String password();

    /** Connections that a process opens there at the same time, at most; four for each worker. */
    @WithDefault("30")
    @Min(4)
    int connections();

    /**
     * How much all databases of the server may take together, as far as the role may see them;
     * PostgreSQL tells nobody how much room its disk has.
     */
    Optional<MemorySize> space();

    /** Database to connect to while there is no other. */
    @WithDefault("postgres")
    String maintenanceDatabase();
  }

  /** The platform's own database, shared by all tenants. */
  interface Landlord {

    @WithDefault("main")
    String server();

    @WithDefault("landlord")
    String database();
  }

  /** Limits of a module's scripts. */
  interface Migrations {

    /**
     * How long a script may wait for a lock; it can lift this itself. Outside a transaction it
     * waits as long as it may run.
     */
    @WithDefault("10s")
    Duration lockTimeout();

    /**
     * How long one statement may take; a script can lift this itself. It does not hold outside a
     * transaction.
     */
    @WithDefault("5m")
    Duration statementTimeout();

    /**
     * How long all scripts of a run may take together; nobody can lift this. Where a run has parts,
     * each of them may take that long.
     */
    @WithDefault("30m")
    Duration runTimeout();
  }

  /** Who works, and when a worker is taken for dead. */
  interface Workers {

    /** Tasks that are worked on at the same time. */
    @WithDefault("2")
    @Min(1)
    @Max(64)
    int threads();

    /** Without a sign of life for that long, another worker takes the task over. */
    @WithDefault("30s")
    Duration lease();

    /** Time between signs of life. */
    @WithDefault("10s")
    Duration heartbeat();

    /**
     * How long a process that is told to stop waits for steps to end, before it hands them back.
     */
    @WithDefault("20s")
    Duration timeToStop();

    /** Longest pause before something that is out of reach is tried again. */
    @WithDefault("15s")
    Duration longestPause();

    /** How often in a row a step is tried while something is out of reach. */
    @WithDefault("40")
    @Min(1)
    int mostAttempts();

    /** Time between two looks for work after there was some. */
    @WithDefault("20ms")
    Duration pollInterval();

    /** Time between two looks for work after there was none for a while. */
    @WithDefault("250ms")
    Duration idleInterval();
  }

  /** Modules' own services that take part in setups. */
  interface Participants {

    /** How often one is asked, each time for as long as its module says, before it is given up. */
    @WithDefault("3")
    @Min(1)
    @Max(100)
    int attempts();
  }

  /** Packages that were fetched. */
  interface Packages {

    /** Directory that keeps them; they are told apart, and verified, by their digests. */
    @WithDefault("${java.io.tmpdir}/tenantry-packages")
    Path cache();

    @WithDefault("100M")
    MemorySize maxUnpackedSize();
  }

  /** The registry, for packages. */
  interface Registry {

    /** Address such as {@code http://registry-service:8081}. */
    String url();

    /** File that holds a token with the role {@code service}; read anew for every request. */
    Optional<Path> tokenFile();
  }

  /** Passwords of runtime roles. */
  interface Secrets {

    /** Directory with a file for each role. */
    @WithDefault("${user.home}/.tenantry/secrets")
    Path directory();
  }
}
