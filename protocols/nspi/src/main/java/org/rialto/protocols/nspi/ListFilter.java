package org.rialto.protocols.nspi;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.ErrorCodes;
import org.rialto.mapi.PropertySource;
import org.rialto.mapi.PropertyTags;
import org.rialto.mapi.RelationalOperator;
import org.rialto.mapi.Restriction;

/// A restriction on address list rows. Of MS-OXNSPI §2.2.4 (And, Or, Not, Content, Property, Exist)
/// and PidTagAnr, which compares as ambiguous name resolution does; other restrictions of
/// MS-OXCDATA are evaluated as they are there, but for sub-objects, of which there are none.
final class ListFilter {
    private final Restriction restriction;
    private final Map<Restriction, NameMatch> names;
    private final boolean needsObject;

    private ListFilter(Restriction restriction, Map<Restriction, NameMatch> names,
            boolean needsObject) {
        this.restriction = restriction;
        this.names = names;
        this.needsObject = needsObject;
    }

    /// @throws NspiError TooComplex
    static ListFilter of(Restriction restriction, NspiLimits limits) {
        Reader reader = new Reader(limits);
        reader.read(restriction, 0);
        return new ListFilter(restriction, reader.names, reader.needsObject);
    }

    private static final class Reader {
        private final NspiLimits limits;
        private final Map<Restriction, NameMatch> names = new IdentityHashMap<>();
        private boolean needsObject;
        private int count;

        Reader(NspiLimits limits) { this.limits = limits; }

        void read(Restriction each, int depth) {
            if (++count > limits.restrictions() || depth > limits.restrictionDepth()) {
                throw new NspiError(ErrorCodes.TooComplex, "the filter is too complex");
            }
            switch (each) {
                case Restriction.And and -> and.restrictions().forEach(r -> read(r, depth + 1));
                case Restriction.Or or -> or.restrictions().forEach(r -> read(r, depth + 1));
                case Restriction.Not not -> read(not.restriction(), depth + 1);
                case Restriction.Comment comment -> {
                    if (comment.restriction() != null) {
                        read(comment.restriction(), depth + 1);
                    }
                }
                case Restriction.Property property when isName(property) ->
                    names.put(property, NameMatch.of(property.value().string()));
                case Restriction.SubObject _,Restriction.Count _ ->
                    throw new NspiError(ErrorCodes.TooComplex,
                            "the address book knows no such restriction");
                case Restriction.Property _,Restriction.Content _,Restriction.Exist _,Restriction.CompareProperties _,Restriction.BitMask _,Restriction.Size _ ->
                    needsObject = true;
            }
        }

        private static boolean isName(Restriction.Property property) {
            return property.tag().id() == PropertyTags.PidTagAnr.id()
                    && property.operator() == RelationalOperator.EQUAL
                    && property.value().value() instanceof String;
        }
    }

    /// Whether anything but names is asked, so that the object itself is needed.
    boolean needsObject() { return needsObject; }

    /// A name that every object has that matches; null where there is none such.
    @Nullable
    NameMatch requiredName() {
        if (restriction instanceof Restriction.And and) {
            return and.restrictions().stream().map(names::get).filter(Objects::nonNull).findFirst()
                    .orElse(null);
        }
        return names.get(restriction);
    }

    /// False when the row alone says that the object does not match.
    boolean mayMatch(ListRow row) { return may(restriction, row, true); }

    /// Whether it matches, or (`hoped`) could; what takes the object could be either.
    private boolean may(Restriction each, ListRow row, boolean hoped) {
        return switch (each) {
            case Restriction.And and ->
                and.restrictions().stream().allMatch(r -> may(r, row, hoped));
            case Restriction.Or or -> or.restrictions().stream().anyMatch(r -> may(r, row, hoped));
            case Restriction.Not not -> !may(not.restriction(), row, !hoped);
            case Restriction.Comment comment ->
                comment.restriction() == null || may(comment.restriction(), row, hoped);
            case Restriction.Property _,Restriction.Content _,Restriction.Exist _,Restriction.CompareProperties _,Restriction.BitMask _,Restriction.Size _,Restriction.SubObject _,Restriction.Count _ -> {
                NameMatch name = names.get(each);
                yield name == null ? hoped : name.matches(row);
            }
        };
    }

    /// @param object null when [#needsObject] is false
    boolean matches(ListRow row, @Nullable PropertySource object) {
        return matches(restriction, row, object);
    }

    private boolean matches(Restriction each, ListRow row, @Nullable PropertySource object) {
        return switch (each) {
            case Restriction.And and -> all(and.restrictions(), row, object);
            case Restriction.Or or ->
                or.restrictions().stream().anyMatch(r -> matches(r, row, object));
            case Restriction.Not not -> !matches(not.restriction(), row, object);
            case Restriction.Comment comment ->
                comment.restriction() == null || matches(comment.restriction(), row, object);
            case Restriction.Property _,Restriction.Content _,Restriction.Exist _,Restriction.CompareProperties _,Restriction.BitMask _,Restriction.Size _,Restriction.SubObject _,Restriction.Count _ -> {
                NameMatch name = names.get(each);
                yield name != null
                        ? name.matches(row)
                        : object != null && compares(each, object);
            }
        };
    }

    private static boolean compares(Restriction each, PropertySource object) {
        return each instanceof Restriction.Property property && TextOrder.isOf(property)
                ? TextOrder.holds(property, object)
                : each.matches(object);
    }

    private boolean all(List<Restriction> restrictions, ListRow row,
            @Nullable PropertySource object) {
        for (Restriction each : restrictions) {
            if (!matches(each, row, object)) {
                return false;
            }
        }
        return true;
    }
}
