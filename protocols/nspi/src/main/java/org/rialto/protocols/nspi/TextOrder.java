package org.rialto.protocols.nspi;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.PropertyType;
import org.rialto.mapi.RelationalOperator;
import org.rialto.mapi.Restriction;

/// Texts of a filter compared as tables compare them. MS-OXNSPI §3.1.4.3.5: those that are Unicode
/// of their own as tables are sorted, 8-bit ones as buffers, of which a shorter one is less.
final class TextOrder {
    private TextOrder() {}

    /// Whether it compares a text with a property that is one, or several.
    static boolean isOf(Restriction.Property comparison) {
        BookProperty property = BookProperties.find(comparison.tag());
        return property != null && property.tag().type().isText()
                && comparison.value().value() instanceof String
                && comparison.operator() != RelationalOperator.MEMBER_OF_DISTRIBUTION_LIST;
    }

    /// Any of several values does. A property that is not there differs from everything.
    static boolean holds(Restriction.Property comparison, PropertySource object) {
        @Nullable
        Object value = object.get(comparison.tag());
        if (value == null) {
            return comparison.operator() == RelationalOperator.NOT_EQUAL;
        }
        String text = comparison.value().string();
        List<?> values = value instanceof List<?> several ? several : List.of(value);
        return values.stream().anyMatch(each -> comparison.operator()
                .holds(compare(comparison.tag(), String.valueOf(each), text)));
    }

    private static int compare(PropertyTag tag, String left, String right) {
        BookProperty property = BookProperties.find(tag);
        if (property == null || property.tag().type() != PropertyType.STRING8) {
            return SortKey.of(left).compareTo(SortKey.of(right));
        }
        if (left.length() != right.length()) {
            return Integer.compare(left.length(), right.length());
        }
        // §3.1.4.3.1: the categorization of the others is the server's.
        return tag.id() == PropertyTags.PidTagAddressBookDisplayNamePrintable.id()
                ? left.compareTo(right)
                : left.toLowerCase(Locale.ROOT).compareTo(right.toLowerCase(Locale.ROOT));
    }
}
