package org.rialto.server.observe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/// Whether the server does its work: named checks, asked when somebody wants to know.
public final class Health {
    private final Map<String, Callable<String>> checks = new ConcurrentHashMap<>();

    /// The answers of one moment.
    ///
    /// @param checks name to `ok`, or to what is wrong
    public record Report(boolean healthy, Map<String, String> checks) {}

    /// Adds a check: it returns an empty text when all is well, else what is wrong; throwing
    /// counts as wrong.
    public void add(String name, Callable<String> check) { checks.put(name, check); }

    public Report report() {
        Map<String, String> answers = new LinkedHashMap<>();
        boolean healthy = true;
        for (String name : checks.keySet().stream().sorted().toList()) {
            String problem;
            try {
                Callable<String> check = checks.get(name);
                problem = check == null ? "" : check.call();
            } catch (Exception e) {
                problem = e.toString();
            }
            healthy &= problem.isEmpty();
            answers.put(name, problem.isEmpty() ? "ok" : problem);
        }
        return new Report(healthy, answers);
    }
}
