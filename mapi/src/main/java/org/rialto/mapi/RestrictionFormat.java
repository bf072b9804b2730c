package org.rialto.mapi;

import java.util.ArrayList;
import java.util.List;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// The encoding of restrictions. MS-OXCDATA §2.12: a byte of type, then what the type has.
final class RestrictionFormat {
    private static final int AND = 0x00;
    private static final int OR = 0x01;
    private static final int NOT = 0x02;
    private static final int CONTENT = 0x03;
    private static final int PROPERTY = 0x04;
    private static final int COMPARE_PROPERTIES = 0x05;
    private static final int BIT_MASK = 0x06;
    private static final int SIZE = 0x07;
    private static final int EXIST = 0x08;
    private static final int SUB_OBJECT = 0x09;
    private static final int COMMENT = 0x0A;
    private static final int COUNT = 0x0B;

    /// An And or Or of nothing in the narrow form.
    private static final int SMALLEST = 3;

    private RestrictionFormat() {}

    /// Called by [ValueReader#readRestriction], which counts the depth.
    static Restriction read(ValueReader values) {
        ByteReader in = values.in();
        int type = in.readUint8();
        return switch (type) {
            case AND -> new Restriction.And(readList(values));
            case OR -> new Restriction.Or(readList(values));
            case NOT -> new Restriction.Not(values.readRestriction());
            case CONTENT -> readContent(values);
            case PROPERTY -> {
                RelationalOperator operator = readOperator(values);
                PropertyTag tag = values.readTag();
                yield new Restriction.Property(operator, tag, values.readTagged());
            }
            case COMPARE_PROPERTIES -> {
                RelationalOperator operator = readOperator(values);
                PropertyTag left = values.readTag();
                yield new Restriction.CompareProperties(operator, left, values.readTag());
            }
            case BIT_MASK -> {
                int operator = in.readUint8();
                if (operator > 1) {
                    values.flaw("a bit mask operator of " + operator + " is not known");
                }
                PropertyTag tag = values.readTag();
                yield new Restriction.BitMask(operator == 1, tag, in.readInt32());
            }
            case SIZE -> {
                RelationalOperator operator = readOperator(values);
                PropertyTag tag = values.readTag();
                yield new Restriction.Size(operator, tag, in.readInt32());
            }
            case EXIST -> new Restriction.Exist(values.readTag());
            case SUB_OBJECT -> {
                PropertyTag table = values.readTag();
                yield new Restriction.SubObject(table, values.readRestriction());
            }
            case COMMENT -> readComment(values);
            case COUNT -> {
                int count = in.readInt32();
                yield new Restriction.Count(count, values.readRestriction());
            }
            default -> throw in.malformed("a restriction type of " + type + " is not known");
        };
    }

    private static List<Restriction> readList(ValueReader values) {
        int count = values.readCount(SMALLEST);
        List<Restriction> list = new ArrayList<>(ValueReader.firstCapacity(count));
        for (int i = 0; i < count; i++) {
            list.add(values.readRestriction());
        }
        return list;
    }

    private static Restriction readContent(ValueReader values) {
        ByteReader in = values.in();
        int low = in.readUint16();
        int high = in.readUint16();
        PropertyTag tag = values.readTag();
        return new Restriction.Content(new FuzzyLevel(low, high), tag, values.readTagged());
    }

    private static Restriction readComment(ValueReader values) {
        ByteReader in = values.in();
        List<PropertyValue> comments = values.readTaggedList(in.readUint8());
        boolean present = in.readUint8() != 0;
        return new Restriction.Comment(comments, present ? values.readRestriction() : null);
    }

    private static RelationalOperator readOperator(ValueReader values) {
        int code = values.in().readUint8();
        RelationalOperator operator = RelationalOperator.of(code);
        if (operator == null) {
            values.flaw("a relational operator of " + code + " is not known");
            return RelationalOperator.EQUAL;
        }
        return operator;
    }

    /// Called by [ValueWriter#writeRestriction], which counts the depth.
    static void write(ValueWriter values, Restriction restriction) {
        ByteWriter out = values.out();
        switch (restriction) {
            case Restriction.And and -> writeList(values, AND, and.restrictions());
            case Restriction.Or or -> writeList(values, OR, or.restrictions());
            case Restriction.Not not -> {
                out.writeInt8(NOT);
                values.writeRestriction(not.restriction());
            }
            case Restriction.Content content -> {
                out.writeInt8(CONTENT).writeInt16(content.fuzzyLevel().low())
                        .writeInt16(content.fuzzyLevel().high());
                content.tag().write(out);
                values.writeTagged(content.value());
            }
            case Restriction.Property property -> {
                out.writeInt8(PROPERTY).writeInt8(property.operator().code());
                property.tag().write(out);
                values.writeTagged(property.value());
            }
            case Restriction.CompareProperties both -> {
                out.writeInt8(COMPARE_PROPERTIES).writeInt8(both.operator().code());
                both.left().write(out);
                both.right().write(out);
            }
            case Restriction.BitMask bits -> {
                out.writeInt8(BIT_MASK).writeInt8(bits.nonZero() ? 1 : 0);
                bits.tag().write(out);
                out.writeInt32(bits.mask());
            }
            case Restriction.Size size -> {
                out.writeInt8(SIZE).writeInt8(size.operator().code());
                size.tag().write(out);
                out.writeInt32(size.size());
            }
            case Restriction.Exist exist -> {
                out.writeInt8(EXIST);
                exist.tag().write(out);
            }
            case Restriction.SubObject sub -> {
                out.writeInt8(SUB_OBJECT);
                sub.table().write(out);
                values.writeRestriction(sub.restriction());
            }
            case Restriction.Comment comment -> writeComment(values, comment);
            case Restriction.Count count -> {
                out.writeInt8(COUNT).writeInt32(count.count());
                values.writeRestriction(count.restriction());
            }
        }
    }

    private static void writeList(ValueWriter values, int type, List<Restriction> restrictions) {
        values.out().writeInt8(type);
        values.writeCount(restrictions.size());
        restrictions.forEach(values::writeRestriction);
    }

    private static void writeComment(ValueWriter values, Restriction.Comment comment) {
        if (comment.values().size() > 0xFF) {
            throw new MailError.TooLarge("a comment restriction has more than 255 values");
        }
        values.out().writeInt8(COMMENT).writeInt8(comment.values().size());
        comment.values().forEach(values::writeTagged);
        Restriction restriction = comment.restriction();
        values.out().writeInt8(restriction == null ? 0 : 1);
        if (restriction != null) {
            values.writeRestriction(restriction);
        }
    }
}
