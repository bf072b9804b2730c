package org.rialto.directory;

import java.util.Map;

/// A named set of limits. What it does not set comes from the policy `default`.
public record Policy(long id, String name, Map<Limit, Long> limits) {
    /// Name of the policy of everything that has no other; need not exist.
    public static final String DEFAULT = "default";

    public Policy { limits = Map.copyOf(limits); }
}
