package org.rialto.mapi;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// Every parser of outside bytes of this room, with the writer that must be its inverse and some
/// inputs to begin with. The truncation, mutation and fuzz tests go through this list.
record Parsers<T>(String name, Function<ByteReader, T> reader, BiConsumer<ByteWriter, T> writer,
        List<T> samples, boolean refusesTruncation) {
    /// Not Windows-1252: a character set that gives back every byte.
    static final Charset LATIN = StandardCharsets.ISO_8859_1;

    static final List<PropertyTag> COLUMNS = List.of(PropertyTags.PidTagDisplayName,
            PropertyTags.PidTagEntryId, PropertyTag.of(0x3003, PropertyType.UNSPECIFIED),
            PropertyTag.of(0x6789, PropertyType.MULTIPLE_STRING),
            PropertyTags.PidTagRecipientType);

    static List<Parsers<?>> all() {
        return List.of(taggedValues("ropValue", ValueFormat.rop(LATIN)),
                taggedValues("extendedValue", ValueFormat.extended(LATIN)),
                taggedValues("addressBookValue", ValueFormat.addressBook(LATIN)),
                restriction("ropRestriction", ValueFormat.rop(LATIN)),
                restriction("extendedRestriction", ValueFormat.extended(LATIN)),
                ruleActions("ropRuleActions", ValueFormat.rop(LATIN), Samples.standardActions()),
                ruleActions("extendedRuleActions", ValueFormat.extended(LATIN),
                        Samples.extendedActions()),
                propertyRow("ropRow", ValueFormat.rop(LATIN)),
                propertyRow("addressBookRow", ValueFormat.addressBook(LATIN)), recipientRow(),
                propertyNames(), entryId(), flatEntryIds(), entryList(), changeList(),
                sortOrders(), typedString(), problems(), persistData(), bag());
    }

    static Parsers<PropertyValue> taggedValues(String name, ValueFormat format) {
        List<PropertyValue> samples = Samples.propertyValues().stream()
                .filter(value -> value.type() != PropertyType.OBJECT
                        && Samples.isWritable(value, format))
                .toList();
        return new Parsers<>(name, in -> new ValueReader(in, format).readTagged(),
                (out, value) -> new ValueWriter(out, format).writeTagged(value), samples, true);
    }

    static Parsers<Restriction> restriction(String name, ValueFormat format) {
        return new Parsers<>(name, in -> new ValueReader(in, format).readRestriction(),
                (out, value) -> new ValueWriter(out, format).writeRestriction(value),
                Samples.restrictions(), true);
    }

    static Parsers<RuleActions> ruleActions(String name, ValueFormat format,
            RuleActions sample) {
        return new Parsers<>(name, in -> new ValueReader(in, format).readRuleActions(),
                (out, value) -> new ValueWriter(out, format).writeRuleActions(value),
                List.of(sample), true);
    }

    static Parsers<PropertyRow> propertyRow(String name, ValueFormat format) {
        return new Parsers<>(name, in -> PropertyRow.read(in, COLUMNS, format),
                (out, row) -> row.write(out, COLUMNS, format), Samples.rows(), true);
    }

    static Parsers<RecipientRow> recipientRow() {
        ValueFormat format = ValueFormat.rop(LATIN);
        return new Parsers<>("recipientRow", in -> RecipientRow.read(in, COLUMNS, format),
                (out, row) -> row.write(out, COLUMNS, format), Samples.recipientRows(), true);
    }

    static Parsers<List<PropertyName>> propertyNames() {
        return new Parsers<>("propertyNames", PropertyName::readList, PropertyName::writeList,
                List.of(Samples.names()), true);
    }

    static Parsers<EntryId> entryId() {
        return new Parsers<>("entryId",
                in -> EntryId.decode(Binary.wrap(in.readBytes(in.remaining())), LATIN),
                (out, id) -> id.encode(LATIN).write(out), Samples.entryIds(), false);
    }

    static Parsers<List<Binary>> flatEntryIds() {
        return new Parsers<>("flatEntryIds", EntryIdLists::readFlat, EntryIdLists::writeFlat,
                List.of(Samples.binaries()), true);
    }

    static Parsers<List<Binary>> entryList() {
        return new Parsers<>("entryList", EntryIdLists::readEntryList,
                EntryIdLists::writeEntryList, List.of(Samples.binaries()), true);
    }

    static Parsers<PredecessorChangeList> changeList() {
        return new Parsers<>("changeList",
                in -> PredecessorChangeList
                        .decode(Binary.wrap(in.readBytes(in.remaining()))),
                (out, list) -> list.encode().write(out), List.of(Samples.changeList()), false);
    }

    static Parsers<PersistData> persistData() {
        return new Parsers<>("persistData", PersistData::read, (out, data) -> data.write(out),
                List.of(Samples.persistData()), false);
    }

    static Parsers<SortOrderSet> sortOrders() {
        return new Parsers<>("sortOrders", SortOrderSet::read, (out, set) -> set.write(out),
                List.of(Samples.sortOrders()), true);
    }

    static Parsers<TypedString> typedString() {
        return new Parsers<>("typedString", in -> TypedString.read(in, LATIN),
                (out, text) -> text.write(out), Samples.typedStrings(), true);
    }

    static Parsers<List<PropertyProblem>> problems() {
        return new Parsers<>("problems", PropertyProblem::readList, PropertyProblem::writeList,
                List.of(List.of(new PropertyProblem(3, PropertyTags.PidTagSubject,
                        ErrorCodes.AccessDenied))),
                true);
    }

    static Parsers<PropertyBag> bag() {
        return new Parsers<>("bag",
                in -> PropertyBag.decode(in.readBytes(in.remaining())),
                (out, bag) -> out.writeBytes(bag.encode()),
                List.of(PropertyBag.of(Samples.propertyValues())), true);
    }

    byte[] write(T value) {
        ByteWriter out = new ByteWriter();
        writer.accept(out, value);
        return out.toByteArray();
    }

    List<byte[]> seeds() { return samples.stream().map(this::write).toList(); }

    /// Reads; what was read must come back the same from what is written of it. Outside bytes may
    /// only be refused as malformed.
    void check(byte[] input) {
        T value;
        try {
            value = reader.apply(new ByteReader(input));
        } catch (org.rialto.base.MalformedDataException refused) {
            return;
        }
        byte[] written;
        try {
            written = write(value);
        } catch (MailError.TooLarge tooLarge) {
            // Wide counts of the input need not fit in the narrow ones of the output.
            return;
        }
        T again = reader.apply(new ByteReader(written));
        if (!again.equals(value)) {
            throw new AssertionError(name + ": " + value + " came back as " + again);
        }
    }

    @Override
    public String toString() { return name; }
}
