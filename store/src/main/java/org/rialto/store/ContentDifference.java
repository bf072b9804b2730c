package org.rialto.store;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyName;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyValue;

/// In which property groups two contents of a message differ.
///
/// @param hasOthers whether a property that is in no group has another value
/// @param isWhole whether one of those is gone, which no group tells
record ContentDifference(Set<PropertyGroup> groups, boolean hasOthers, boolean isWhole) {
    static final ContentDifference WHOLE = new ContentDifference(Set.of(), false, true);

    /// @param names the names of the mailbox's properties by id
    static ContentDifference of(MessageContent before, MessageContent after,
            IntFunction<@Nullable PropertyName> names) {
        Set<PropertyGroup> groups = EnumSet.of(PropertyGroup.STATE);
        boolean others = false;
        boolean whole = false;
        List<PropertyValue> old = before.properties().asList();
        List<PropertyValue> now = after.properties().asList();
        for (int i = 0, j = 0; i < old.size() || j < now.size();) {
            int order = i == old.size()
                    ? 1
                    : j == now.size() ? -1 : Integer.compare(old.get(i).id(), now.get(j).id());
            PropertyValue was = order <= 0 ? old.get(i++) : null;
            PropertyValue is = order >= 0 ? now.get(j++) : null;
            PropertyTag tag = was == null ? java.util.Objects.requireNonNull(is).tag() : was.tag();
            if (java.util.Objects.equals(was, is) || isInternal(tag.id())) {
                continue;
            }
            PropertyGroup group = group(tag, names);
            if (group != null) {
                groups.add(group);
            } else {
                others |= is != null;
                whole |= is == null;
            }
        }
        if (!Arrays.equals(ContentFormat.encodeRecipients(before.recipients()),
                ContentFormat.encodeRecipients(after.recipients()))) {
            groups.add(PropertyGroup.RECIPIENTS);
        }
        if (!Arrays.equals(ContentFormat.encodeAttachments(before.attachments()),
                ContentFormat.encodeAttachments(after.attachments()))) {
            groups.add(PropertyGroup.ATTACHMENTS);
        }
        return new ContentDifference(groups, others, whole);
    }

    /// Of the range that servers keep for themselves: nobody is ever sent those. MS-OXCFXICS §3.2.5.12.
    private static boolean isInternal(int id) { return id >= 0x6600 && id <= 0x67FF; }

    private static @Nullable PropertyGroup group(PropertyTag tag,
            IntFunction<@Nullable PropertyName> names) {
        if (!tag.isNamed()) {
            return PropertyGroup.of(tag);
        }
        PropertyName name = names.apply(tag.id());
        return name == null ? null : PropertyGroup.of(name);
    }
}
