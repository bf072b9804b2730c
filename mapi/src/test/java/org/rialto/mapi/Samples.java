package org.rialto.mapi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Values of every type, edge values among them, for the tests of encodings.
final class Samples {
    private Samples() {}

    static final UUID GUID = UUID.fromString("00062008-0000-0000-c000-000000000046");

    static List<Object> of(PropertyType type) {
        return switch (type) {
            case UNSPECIFIED, NULL -> List.of();
            case INTEGER16 -> List.of((short) 0, (short) 1, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER32 -> List.of(0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case FLOATING32 -> List.of(0f, -0f, 1.5f, Float.MAX_VALUE, Float.NaN);
            case FLOATING64 -> List.of(0d, -0d, 1.5d, Double.MIN_VALUE, Double.NaN);
            case CURRENCY -> List.of(new Currency(0), new Currency(Long.MIN_VALUE));
            case FLOATING_TIME -> List.of(new FloatingTime(5.25), new FloatingTime(-1));
            case ERROR_CODE -> List.of(ErrorCodes.NotFound, ErrorCodes.Success);
            case BOOLEAN -> List.of(true, false);
            case OBJECT, BINARY -> List.of(Binary.EMPTY, Binary.ofHex("00FF10"),
                    Binary.wrap(new byte[300]));
            case INTEGER64 -> List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE);
            case STRING8 -> List.of("", "plain", "caf\u00E9");
            case STRING -> List.of("", "plain", "caf\u00E9 \u65E5\u672C \uD83D\uDE00",
                    "lone \uD83D surrogate");
            case TIME -> List.of(FileTime.EARLIEST, FileTime.LATEST,
                    Instant.parse("2026-11-21T05:36:54.1234567Z"));
            case GUID -> List.of(GUID, new UUID(-1, -1), new UUID(0, 0));
            case SERVER_ID -> List.of(
                    new ServerId.Ours(new FolderId(1, 0x123), new MessageId(1, 0x456), 7),
                    new ServerId.Foreign(Binary.ofHex("0102")));
            case RESTRICTION -> List.copyOf(restrictions());
            case RULE_ACTIONS -> List.of(standardActions(), extendedActions());
            case MULTIPLE_INTEGER16, MULTIPLE_INTEGER32, MULTIPLE_FLOATING32, MULTIPLE_FLOATING64,
                    MULTIPLE_CURRENCY, MULTIPLE_FLOATING_TIME, MULTIPLE_INTEGER64,
                    MULTIPLE_STRING8, MULTIPLE_STRING, MULTIPLE_TIME, MULTIPLE_GUID,
                    MULTIPLE_BINARY ->
                List.of(List.of(), of(type.element()));
        };
    }

    /// One property value for each sample of each type, with distinct ids.
    static List<PropertyValue> propertyValues() {
        List<PropertyValue> values = new ArrayList<>();
        int id = 0x1000;
        for (PropertyType type : PropertyType.values()) {
            for (Object each : of(type)) {
                values.add(PropertyValue.of(PropertyTag.of(id++, type), each));
            }
        }
        return values;
    }

    /// Whether a form can hold the value: rule actions differ between standard and extended.
    static boolean isWritable(PropertyValue value, ValueFormat format) {
        return !(value.value() instanceof RuleActions actions)
                || actions.isStandard() == (format.form() == ValueFormat.Form.ROP);
    }

    /// One of each kind at least.
    static List<Restriction> restrictions() {
        Restriction.Property property = new Restriction.Property(
                RelationalOperator.GREATER_THAN_OR_EQUAL, PropertyTags.PidTagMessageSize,
                PropertyValue.of(PropertyTags.PidTagMessageSize, 1_000_000));
        Restriction content = Restriction.content(
                new FuzzyLevel(FuzzyLevel.SUBSTRING, FuzzyLevel.IGNORE_CASE),
                PropertyTags.PidTagSubject, "caf\u00E9");
        return List.of(property, content, Restriction.not(content),
                Restriction.and(property, content), Restriction.and(),
                Restriction.or(property, Restriction.not(content)),
                new Restriction.CompareProperties(RelationalOperator.NOT_EQUAL,
                        PropertyTags.PidTagSubject, PropertyTags.PidTagNormalizedSubject),
                new Restriction.BitMask(true, PropertyTags.PidTagMessageFlags, 0x80000001),
                new Restriction.Size(RelationalOperator.LESS_THAN, PropertyTags.PidTagBody, 70),
                Restriction.exist(PropertyTags.PidTagSubject),
                new Restriction.SubObject(PropertyTags.PidTagMessageRecipients, content),
                new Restriction.Comment(List.of(property.value()), content),
                new Restriction.Comment(List.of(), null), new Restriction.Count(50, content));
    }

    private static RuleAction action(RuleAction.Data data) { return new RuleAction(1, 2, data); }

    private static List<RuleAction> commonActions() {
        RuleAction.Recipient recipient = new RuleAction.Recipient(
                List.of(PropertyValue.of(PropertyTags.PidTagDisplayName, "Anna"),
                        PropertyValue.of(PropertyTags.PidTagRecipientType, 1)));
        return List.of(action(new RuleAction.Move(new RuleAction.Target(true, Binary.EMPTY,
                ServerId.ofFolder(new FolderId(1, 77)).encode()))),
                action(new RuleAction.Copy(
                        new RuleAction.Target(true, Binary.ofHex("00"), Binary.ofHex("0102")))),
                action(new RuleAction.Defer(Binary.ofHex("0A0B0C"))),
                action(new RuleAction.Bounce(0x26)),
                action(new RuleAction.Forward(List.of(recipient, recipient))),
                action(new RuleAction.Delegate(List.of(recipient))),
                action(new RuleAction.Tag(
                        PropertyValue.of(PropertyTags.PidTagImportance, 2))),
                action(new RuleAction.Delete()), action(new RuleAction.MarkAsRead()));
    }

    static RuleActions standardActions() {
        RuleAction.Template template = new RuleAction.TemplateById(new FolderId(1, 5),
                new MessageId(1, 6), GUID);
        List<RuleAction> actions = new ArrayList<>(commonActions());
        actions.add(action(new RuleAction.Reply(template)));
        actions.add(action(new RuleAction.OutOfOfficeReply(template)));
        actions.add(action(new RuleAction.Move(
                new RuleAction.Target(false, Binary.ofHex("05"), Binary.ofHex("06")))));
        return new RuleActions(actions);
    }

    static RuleActions extendedActions() {
        RuleAction.Template template = new RuleAction.TemplateByEntryId(Binary.wrap(new byte[70]),
                GUID);
        List<RuleAction> actions = new ArrayList<>(commonActions());
        actions.add(action(new RuleAction.Reply(template)));
        actions.add(action(new RuleAction.OutOfOfficeReply(template)));
        return new RuleActions(actions);
    }

    static List<PropertyRow> rows() {
        List<PropertyCell> complete = List.of(
                PropertyCell.of(PropertyTags.PidTagDisplayName, "Anna"),
                PropertyCell.of(PropertyTags.PidTagEntryId, Binary.ofHex("0001")),
                new PropertyCell.Value(PropertyType.TIME, FileTime.LATEST),
                new PropertyCell.Value(PropertyType.MULTIPLE_STRING, List.of("a", "")),
                PropertyCell.of(PropertyTags.PidTagRecipientType, 2));
        List<PropertyCell> flagged = new ArrayList<>(complete);
        flagged.set(1, PropertyCell.ABSENT);
        flagged.set(2, PropertyCell.NOT_FOUND);
        List<PropertyCell> typed = new ArrayList<>(complete);
        typed.set(0, PropertyCell.NOT_FOUND);
        return List.of(new PropertyRow(complete), new PropertyRow(flagged),
                new PropertyRow(typed));
    }

    static List<RecipientRow> recipientRows() {
        PropertyRow all = rows().get(0);
        PropertyRow none = new PropertyRow(List.of());
        return List.of(new RecipientRow(
                new RecipientRow.AddressBookAddress(3, 0, "/o=Rialto/cn=anna"), false, true, false,
                null, "Anna", "anna", null, all),
                new RecipientRow(new RecipientRow.KnownAddress(RecipientRow.Kind.SMTP), true,
                        false, true, "anna@example.org", "Anna \u65E5", null, "Anna", none),
                new RecipientRow(new RecipientRow.OtherAddress("X400"), false, false, false,
                        "c=us", null, null, null, rows().get(1)),
                new RecipientRow(new RecipientRow.OtherAddress(null), false, false, false, null,
                        null, null, null, none),
                new RecipientRow(new RecipientRow.PersonalDistributionList(true,
                        Binary.ofHex("01"), Binary.ofHex("0203")), false, false, false, null,
                        "List", null, null, none));
    }

    static List<PropertyName> names() {
        return List.of(PropertyName.of(PropertySets.PSETID_Common, 0x8501),
                PropertyName.of(PropertySets.PS_PUBLIC_STRINGS, "Keywords"),
                PropertyName.of(PropertySets.PS_INTERNET_HEADERS, "X-Mailer"));
    }

    static List<EntryId> entryIds() {
        GlobalId folder = new GlobalId(GUID, 0x123456);
        GlobalId message = new GlobalId(new UUID(5, 6), GlobalCounter.LARGEST);
        EntryId contact = new EntryId.Message(new UUID(1, 2),
                EntryId.ObjectType.PRIVATE_MESSAGE, folder, message);
        return List.of(contact,
                new EntryId.Folder(EntryId.PUBLIC_FOLDERS, EntryId.ObjectType.PUBLIC_FOLDER,
                        folder),
                EntryId.OneOff.smtp("Anna \u65E5", "anna@example.org"),
                new EntryId.AddressBook(EntryId.AddressBook.MAIL_USER, "/o=Rialto/cn=anna"),
                new EntryId.ContactAddress(2, contact.encode()),
                new EntryId.PersonalDistributionList(contact.encode()),
                new EntryId.Wrapped(0xB5, contact.encode()),
                new EntryId.Store(StoreEntryId.mailbox("mail", "/o=Rialto/cn=anna")),
                new EntryId.Store(StoreEntryId.publicFolders("mail")),
                new EntryId.Store(new StoreEntryId(false, StoreEntryId.MAILBOX_TYPE, "mail",
                        "/o=Rialto/cn=anna",
                        new StoreEntryId.ServerNames("/o=Rialto/cn=mail", "mail.example.org"),
                        "anna@example.org")),
                new EntryId.Opaque(0, new UUID(7, 8), Binary.ofHex("FF")),
                new EntryId.Opaque(0x30, EntryId.ONE_OFF, Binary.EMPTY));
    }

    static List<Binary> binaries() {
        return List.of(Binary.ofHex("01"), Binary.EMPTY, Binary.ofHex("0102030405060708"));
    }

    static PredecessorChangeList changeList() {
        return PredecessorChangeList.of(new GlobalId(GUID, 5).toXid(),
                new Xid(new UUID(1, 2), Binary.ofHex("01020304")));
    }

    static SortOrderSet sortOrders() {
        return new SortOrderSet(List.of(SortOrder.ascending(PropertyTags.PidTagSubject),
                SortOrder.descending(PropertyTags.PidTagMessageDeliveryTime),
                new SortOrder(PropertyTags.PidTagMessageSize,
                        SortOrder.Direction.MAXIMUM_CATEGORY)),
                2, 1);
    }

    static List<TypedString> typedStrings() {
        return List.of(new TypedString(null), new TypedString(""), new TypedString("caf\u00E9"),
                new TypedString("\u65E5"));
    }

    static PersistData persistData() {
        return new PersistData(List.of(PersistData.Block.of(0x8001, Binary.ofHex("010203")),
                new PersistData.Block(0x8004,
                        Binary.ofHex("02000400 00000000 01000200 AABB 00000000")),
                new PersistData.Block(0x80FF, Binary.ofHex("00"))));
    }
}
