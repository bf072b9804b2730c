package org.rialto.protocols.nspi;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.rialto.directory.Directory;
import org.rialto.directory.ObjectKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The address lists as the directory is now. Shared by all sessions.
final class AddressListSource {
    private static final Logger LOG = LoggerFactory.getLogger(AddressListSource.class);
    private final Directory directory;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable AddressLists latest;

    AddressListSource(Directory directory) { this.directory = directory; }

    /// Of the present version of the directory, or a later one.
    AddressLists current() {
        AddressLists known = latest;
        if (known != null && known.version() >= directory.version()) {
            return known;
        }
        lock.lock();
        try {
            known = latest;
            // Taken before the objects are read: what changes meanwhile is read again.
            long version = directory.version();
            if (known != null && known.version() >= version) {
                return known;
            }
            AddressLists read = known == null ? null : follow(known);
            if (read == null) {
                read = readAll(version);
            }
            latest = read;
            return read;
        } finally {
            lock.unlock();
        }
    }

    /// What is known with what changed since; null when it is not known what did.
    private @Nullable AddressLists follow(AddressLists known) {
        Directory.Changes changes = directory.changesSince(known.version()).orElse(null);
        if (changes == null) {
            return null;
        }
        Map<Long, @Nullable ListRow> rows = new HashMap<>();
        changes.objects().forEach((id, object) -> rows.put(id,
                object.filter(ListRow::isListed).map(ListRow::of).orElse(null)));
        return known.with(changes.version(), rows);
    }

    private AddressLists readAll(long version) {
        long start = System.nanoTime();
        List<ListRow> rows = new ArrayList<>();
        directory.forEach(EnumSet.allOf(ObjectKind.class), object -> {
            if (ListRow.isListed(object)) {
                rows.add(ListRow.of(object));
            }
        });
        AddressLists lists = AddressLists.of(version, rows);
        LOG.debug("address lists of {} objects, version {}, read in {} ms", rows.size(), version,
                (System.nanoTime() - start) / 1_000_000);
        return lists;
    }
}
