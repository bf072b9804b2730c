package org.rialto.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which endpoint a path leads to: the exact one, else the longest prefix.
final class RouteTable {
    private final Map<String, HttpRoute> exact = new HashMap<>();
    private final List<HttpRoute> prefixes = new ArrayList<>();

    RouteTable(List<HttpRoute> routes) {
        for (HttpRoute route : routes) {
            if (route.isPrefix()) {
                prefixes.add(route);
            } else if (exact.put(route.key(), route) != null) {
                throw new IllegalArgumentException("two endpoints for " + route.path());
            }
        }
        prefixes.sort(Comparator.comparingInt((HttpRoute route) -> route.key().length())
                .reversed());
    }

    @Nullable
    HttpRoute find(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        HttpRoute found = exact.get(lower);
        if (found != null)
            return found;
        for (HttpRoute route : prefixes) {
            if (lower.startsWith(route.key()))
                return route;
        }
        return null;
    }
}
