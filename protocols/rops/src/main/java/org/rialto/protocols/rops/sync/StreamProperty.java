package org.rialto.protocols.rops.sync;

import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTag;

/// What a property of a FastTransfer stream is: its tag and, of a named property, its name, because
/// the id of one is the writer's own (propInfo). MS-OXCFXICS §2.2.4.1.
public record StreamProperty(PropertyTag tag, @Nullable PropertyName name) {
    public StreamProperty {
        if (tag.isNamed() != (name != null)) {
            throw new IllegalArgumentException(
                    tag + (name == null ? " has no name" : " is no named property"));
        }
    }

    public static StreamProperty of(PropertyTag tag) { return new StreamProperty(tag, null); }
}
