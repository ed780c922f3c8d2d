package io.tenantry.installer.domain.migration;

import java.util.Optional;

/**
 * Why a script failed.
 *
 * @param line in the script, from 1
 * @param sqlState that PostgreSQL reported
 * @param statement beginning of the failing statement, at most 200 characters
 */
public record ScriptFailure(
    String script,
    Optional<Integer> line,
    Optional<String> sqlState,
    Optional<String> statement,
    String detail) {}
