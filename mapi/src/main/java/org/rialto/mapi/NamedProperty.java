package org.rialto.mapi;

import java.util.UUID;

/// A named property of the property list (MS-OXPROPS §2): its name and the type of its values.
/// Each mailbox gives it an id of its own; [#tag] joins the two.
public record NamedProperty(PropertyName name, PropertyType type) {
    static NamedProperty of(UUID set, int lid, PropertyType type) {
        return new NamedProperty(PropertyName.of(set, lid), type);
    }

    static NamedProperty of(UUID set, String name, PropertyType type) {
        return new NamedProperty(PropertyName.of(set, name), type);
    }

    /// The tag under the id that a mailbox mapped the name to.
    public PropertyTag tag(int mappedId) { return PropertyTag.of(mappedId, type); }
}
