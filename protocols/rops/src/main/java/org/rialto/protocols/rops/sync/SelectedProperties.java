package org.rialto.protocols.rops.sync;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTag;

/// Properties by their tags, as far as they are downloaded: what a selection and the names of named
/// properties say of a tag is found once, not for each of a million values. For several threads at
/// a time.
final class SelectedProperties {
    private static final int FIRST_CAPACITY = 128;
    /// Tags beyond are looked up each time.
    private static final int MOST_TAGS = 4096;

    private final PropertySelection selection;
    private final DownloadOptions options;
    /// Ids of properties that are written otherwise.
    private final Set<Integer> written;
    /// Replaced as a whole, never changed.
    private volatile Table known = new Table(FIRST_CAPACITY);

    /// A property that is downloaded, which is [PropertySelection#isTransmittable].
    ///
    /// @param definition see [LexicalWriter#definition]
    record Selected(StreamProperty property, byte[] definition) {}

    SelectedProperties(PropertySelection selection, DownloadOptions options,
            Set<Integer> written) {
        this.selection = selection;
        this.options = options;
        this.written = written;
    }

    /// The property with its name; null where it is not downloaded, or has no name that is known.
    @Nullable
    Selected get(int tag) {
        Table table = known;
        int at = table.find(tag);
        return table.isFilled[at] ? table.properties[at] : look(tag);
    }

    private @Nullable Selected look(int value) {
        PropertyTag tag = new PropertyTag(value);
        boolean included = !written.contains(tag.id()) && selection.includes(tag);
        StreamProperty named = included ? named(tag) : null;
        Selected found = named == null
                ? null
                : new Selected(named, LexicalWriter.definition(named, options.strings()));
        synchronized (this) {
            if (known.size < MOST_TAGS) {
                known = known.with(value, found);
            }
        }
        return found;
    }

    private @Nullable StreamProperty named(PropertyTag tag) {
        if (!tag.isNamed()) {
            return StreamProperty.of(tag);
        }
        PropertyName name = options.names().apply(tag.id());
        return name == null ? null : new StreamProperty(tag, name);
    }

    /// Open addressing; never more than half full.
    private static final class Table {
        private final int[] tags;
        private final boolean[] isFilled;
        private final @Nullable Selected[] properties;
        private int size;

        Table(int capacity) {
            tags = new int[capacity];
            isFilled = new boolean[capacity];
            properties = new @Nullable Selected[capacity];
        }

        /// Where the tag is, or would be.
        int find(int tag) {
            int mask = tags.length - 1;
            int at = (tag * 0x9E3779B9 >>> 16) & mask;
            while (isFilled[at] && tags[at] != tag) {
                at = at + 1 & mask;
            }
            return at;
        }

        Table with(int tag, @Nullable Selected property) {
            Table larger = new Table(2 * size >= tags.length - 2
                    ? 2 * tags.length
                    : tags.length);
            for (int i = 0; i < tags.length; i++) {
                if (isFilled[i]) {
                    larger.put(tags[i], properties[i]);
                }
            }
            larger.put(tag, property);
            return larger;
        }

        private void put(int tag, @Nullable Selected property) {
            int at = find(tag);
            size += isFilled[at] ? 0 : 1;
            tags[at] = tag;
            isFilled[at] = true;
            properties[at] = property;
        }
    }
}
