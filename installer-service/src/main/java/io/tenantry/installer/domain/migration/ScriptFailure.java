package io.tenantry.installer.domain.migration;

import java.util.Optional;

/**
 * Why a script failed.
 *
 * @param script its path; empty when it was not one script that failed, but all of them together
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
