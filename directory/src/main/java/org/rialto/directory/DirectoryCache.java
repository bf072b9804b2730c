package org.rialto.directory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/// What was read of one version of the directory. A change does not clear it but replaces it whole:
/// a slow reader that still fills the old one cannot bring an old answer into the new one. Misses
/// are remembered too, so that guesses at addresses cost no reads.
final class DirectoryCache {
    record GroupsOf(Set<Long> ids, Set<UUID> guids) {}

    private final long version;
    final Cache<String, Resolution> resolutions;
    final Cache<String, Optional<DirectoryObject.User>> logins;
    final Cache<Long, Optional<DirectoryObject>> objects;
    final Cache<UUID, Optional<DirectoryObject>> guids;
    final Cache<UUID, Optional<DirectoryObject>> mailboxes;
    final Cache<String, Optional<DirectoryObject>> addresses;
    final Cache<String, Optional<DirectoryObject>> legacyNames;
    final Cache<Long, Optional<LoginRecord>> loginRecords;
    final Cache<Long, GroupsOf> groups;
    final Cache<Long, List<DirectoryObject>> members;
    final Cache<Long, Map<Limit, Long>> limits;
    volatile Optional<List<DirectoryObject.Group>> dynamicGroups = Optional.empty();
    volatile Optional<List<Domain>> domains = Optional.empty();
    volatile Optional<List<Policy>> policies = Optional.empty();

    DirectoryCache(long version, int entries) {
        this.version = version;
        this.resolutions = cache(entries);
        this.logins = cache(entries);
        this.objects = cache(entries);
        this.guids = cache(entries);
        this.mailboxes = cache(entries);
        this.addresses = cache(entries);
        this.legacyNames = cache(entries);
        this.loginRecords = cache(entries);
        this.groups = cache(entries);
        this.limits = cache(entries);
        // Weighed by members: a list may be long.
        this.members = Caffeine.newBuilder().maximumWeight(entries)
                .weigher((Long id, List<DirectoryObject> list) -> 1 + list.size())
                .executor(Runnable::run).build();
    }

    private static <K, V> Cache<K, V> cache(int entries) {
        return Caffeine.newBuilder().maximumSize(entries).executor(Runnable::run).build();
    }

    long version() { return version; }
}
