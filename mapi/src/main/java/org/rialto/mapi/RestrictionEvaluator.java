package org.rialto.mapi;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Evaluates restrictions on one object. MS-OXCDATA §2.12.
///
/// A comparison with a property that the object does not have is not satisfied, except that it
/// differs from any value. A multiple-value property satisfies a comparison with a single value
/// when any of its values does.
final class RestrictionEvaluator {
    private static final Pattern NONSPACING = Pattern.compile("\\p{Mn}+");

    private final PropertySource source;

    RestrictionEvaluator(PropertySource source) { this.source = source; }

    boolean matches(Restriction restriction) { return matches(restriction, 0); }

    private boolean matches(Restriction restriction, int depth) {
        if (depth > Restriction.DEEPEST) {
            throw new MailError.Invalid("the restriction is nested too deep");
        }
        return switch (restriction) {
            case Restriction.And and -> all(and.restrictions(), depth + 1);
            case Restriction.Or or -> any(or.restrictions(), depth + 1);
            case Restriction.Not not -> !matches(not.restriction(), depth + 1);
            case Restriction.Content content -> contains(content);
            case Restriction.Property property ->
                compares(property.operator(), source.get(property.tag()), property.value().value());
            case Restriction.CompareProperties both ->
                compares(both.operator(), source.get(both.left()), source.get(both.right()));
            case Restriction.BitMask bits -> masks(bits);
            case Restriction.Size size -> sizes(size);
            case Restriction.Exist exist -> source.get(exist.tag()) != null;
            case Restriction.SubObject sub -> anySubobject(sub, depth + 1);
            case Restriction.Comment comment ->
                comment.restriction() == null || matches(comment.restriction(), depth + 1);
            case Restriction.Count count -> matches(count.restriction(), depth + 1);
        };
    }

    private boolean all(List<Restriction> restrictions, int depth) {
        for (Restriction each : restrictions) {
            if (!matches(each, depth)) {
                return false;
            }
        }
        return true;
    }

    private boolean any(List<Restriction> restrictions, int depth) {
        for (Restriction each : restrictions) {
            if (matches(each, depth)) {
                return true;
            }
        }
        return false;
    }

    private boolean anySubobject(Restriction.SubObject sub, int depth) {
        for (PropertySource each : source.subobjects(sub.table())) {
            if (new RestrictionEvaluator(each).matches(sub.restriction(), depth)) {
                return true;
            }
        }
        return false;
    }

    private boolean compares(RelationalOperator operator, @Nullable Object left,
            @Nullable Object right) {
        if (left == null || right == null) {
            return operator == RelationalOperator.NOT_EQUAL && left != right;
        }
        if (left instanceof List<?> values && !(right instanceof List<?>)) {
            for (Object each : values) {
                if (compares(operator, each, right)) {
                    return true;
                }
            }
            return false;
        }
        if (operator == RelationalOperator.MEMBER_OF_DISTRIBUTION_LIST) {
            return left instanceof Binary member && right instanceof Binary list
                    && source.isMember(member, list);
        }
        Integer sign = ValueComparison.compare(left, right);
        return sign == null ? operator == RelationalOperator.NOT_EQUAL : operator.holds(sign);
    }

    private boolean masks(Restriction.BitMask bits) {
        return source.get(bits.tag()) instanceof Number number
                && ((number.longValue() & (bits.mask() & 0xFFFF_FFFFL)) != 0) == bits.nonZero();
    }

    private boolean sizes(Restriction.Size size) {
        Object value = source.get(size.tag());
        return value != null && size.operator().holds(
                Long.compare(ValueComparison.size(size.tag().type(), value),
                        Integer.toUnsignedLong(size.size())));
    }

    private boolean contains(Restriction.Content content) {
        Boolean known = source.satisfies(content);
        if (known != null) {
            return known;
        }
        Object value = source.get(content.tag());
        Object part = content.value().value();
        if (value instanceof List<?> values) {
            for (Object each : values) {
                if (contains(content.fuzzyLevel(), each, part)) {
                    return true;
                }
            }
            return false;
        }
        return value != null && contains(content.fuzzyLevel(), value, part);
    }

    private static boolean contains(FuzzyLevel level, Object value, Object part) {
        if (value instanceof String text && part instanceof String wanted) {
            return contains(level.low(), fold(level, text), fold(level, wanted));
        }
        if (value instanceof Binary bytes && part instanceof Binary wanted) {
            return switch (level.low() & 0x3) {
                case FuzzyLevel.FULL_STRING -> bytes.equals(wanted);
                case FuzzyLevel.SUBSTRING -> bytes.contains(wanted);
                default -> bytes.startsWith(wanted);
            };
        }
        return false;
    }

    private static boolean contains(int low, String text, String wanted) {
        return switch (low & 0x3) {
            case FuzzyLevel.FULL_STRING -> text.equals(wanted);
            case FuzzyLevel.SUBSTRING -> text.contains(wanted);
            default -> text.startsWith(wanted);
        };
    }

    /// What is left of a text when the level's overlooked differences are taken away. Upper case
    /// first, then lower: so that characters equal in either case become one.
    private static String fold(FuzzyLevel level, String text) {
        String folded = text;
        if (level.ignoresNonspace()) {
            String parts = Normalizer.normalize(folded, Normalizer.Form.NFD);
            folded = NONSPACING.matcher(parts).replaceAll("");
        }
        return level.ignoresCase()
                ? folded.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)
                : folded;
    }
}
