package org.rialto.mapi;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;

/// The encoding of rule actions. MS-OXORULE §2.2.5: in the ROP form that of standard rules, in
/// the others that of extended rules.
final class RuleActionFormat {
    private static final int MOVE = 0x01;
    private static final int COPY = 0x02;
    private static final int REPLY = 0x03;
    private static final int OUT_OF_OFFICE_REPLY = 0x04;
    private static final int DEFER = 0x05;
    private static final int BOUNCE = 0x06;
    private static final int FORWARD = 0x07;
    private static final int DELEGATE = 0x08;
    private static final int TAG = 0x09;
    private static final int DELETE = 0x0A;
    private static final int MARK_AS_READ = 0x0B;

    private static final int NARROW_BLOCK = 11;
    private static final int SMALLEST_RECIPIENT = 3;
    private static final int RECIPIENT_RESERVED = 0x01;

    private RuleActionFormat() {}

    /// Called by [ValueReader#readRuleActions], which counts the depth.
    static RuleActions read(ValueReader values) {
        int count = values.readCount(NARROW_BLOCK);
        List<RuleAction> actions = new ArrayList<>(ValueReader.firstCapacity(count));
        for (int i = 0; i < count; i++) {
            actions.add(read(values.slice(values.readCount(1)), values));
        }
        return new RuleActions(actions);
    }

    /// A block says where it ends, whatever is in it.
    private static RuleAction read(ValueReader block, ValueReader values) {
        try {
            return readBlock(block);
        } catch (MalformedDataException e) {
            if (!values.isLenient()) {
                throw e;
            }
            values.flaw("a rule action is incorrect");
            return new RuleAction(0, 0, new RuleAction.Delete());
        }
    }

    private static RuleAction readBlock(ValueReader values) {
        ByteReader in = values.in();
        int type = in.readUint8();
        int flavor = in.readInt32();
        int flags = in.readInt32();
        RuleAction.Data data = readData(values, type);
        if (in.hasRemaining()) {
            throw in.malformed("bytes follow the data of a rule action");
        }
        return new RuleAction(flavor, flags, data);
    }

    private static RuleAction.Data readData(ValueReader values, int type) {
        ByteReader in = values.in();
        return switch (type) {
            case MOVE -> new RuleAction.Move(readTarget(values));
            case COPY -> new RuleAction.Copy(readTarget(values));
            case REPLY -> new RuleAction.Reply(readTemplate(values));
            case OUT_OF_OFFICE_REPLY -> new RuleAction.OutOfOfficeReply(readTemplate(values));
            case DEFER -> new RuleAction.Defer(Binary.wrap(in.readBytes(in.remaining())));
            case BOUNCE -> new RuleAction.Bounce(in.readInt32());
            case FORWARD -> new RuleAction.Forward(readRecipients(values));
            case DELEGATE -> new RuleAction.Delegate(readRecipients(values));
            case TAG -> new RuleAction.Tag(values.readTagged());
            case DELETE -> new RuleAction.Delete();
            case MARK_AS_READ -> new RuleAction.MarkAsRead();
            default -> throw in.malformed("a rule action type of " + type + " is not known");
        };
    }

    /// §2.2.5.1.2.1. Extended rules have no FolderInThisStore: it is always this mailbox.
    private static RuleAction.Target readTarget(ValueReader values) {
        boolean here = isExtended(values.format()) || values.in().readUint8() != 0;
        Binary store = values.readBinary();
        return new RuleAction.Target(here, store, values.readBinary());
    }

    /// §2.2.5.1.2.2.
    private static RuleAction.Template readTemplate(ValueReader values) {
        ByteReader in = values.in();
        if (isExtended(values.format())) {
            Binary message = values.readBinary();
            return new RuleAction.TemplateByEntryId(message, in.readGuid());
        }
        FolderId folder = FolderId.read(in);
        MessageId message = MessageId.read(in);
        return new RuleAction.TemplateById(folder, message, in.readGuid());
    }

    /// §2.2.5.1.2.4. The document gives these counts four bytes in standard rules too, unlike every
    /// other count of theirs. The block says where it ends, so both widths are read: the right
    /// one is the one that ends there.
    private static List<RuleAction.Recipient> readRecipients(ValueReader values) {
        if (isExtended(values.format())) {
            return readRecipients(values, true);
        }
        Binary block = Binary.wrap(values.in().readBytes(values.in().remaining()));
        try {
            return readRecipients(values.over(block.reader()), false);
        } catch (MalformedDataException narrow) {
            return readRecipients(values.over(block.reader()), true);
        }
    }

    private static List<RuleAction.Recipient> readRecipients(ValueReader values, boolean wide) {
        ByteReader in = values.in();
        int count = in.checkCount(readCount(in, wide), SMALLEST_RECIPIENT);
        List<RuleAction.Recipient> recipients = new ArrayList<>(ValueReader.firstCapacity(count));
        for (int i = 0; i < count; i++) {
            in.skip(1);
            recipients.add(new RuleAction.Recipient(
                    values.readTaggedList(in.checkCount(readCount(in, wide), 1))));
        }
        if (in.hasRemaining()) {
            throw in.malformed("bytes follow the recipients of a rule action");
        }
        return recipients;
    }

    private static long readCount(ByteReader in, boolean wide) {
        return wide ? in.readInt32() & 0xFFFF_FFFFL : in.readUint16();
    }

    /// Called by [ValueWriter#writeRuleActions], which counts the depth.
    static void write(ValueWriter values, RuleActions actions) {
        values.writeCount(actions.actions().size());
        for (RuleAction action : actions.actions()) {
            ByteWriter block = new ByteWriter();
            writeBlock(values.to(block), action);
            values.writeCount(block.length());
            values.out().writeBytes(block.toByteArray());
        }
    }

    private static void writeBlock(ValueWriter values, RuleAction action) {
        ByteWriter out = values.out();
        out.writeInt8(typeOf(action.data())).writeInt32(action.flavor())
                .writeInt32(action.flags());
        switch (action.data()) {
            case RuleAction.Move move -> writeTarget(values, move.target());
            case RuleAction.Copy copy -> writeTarget(values, copy.target());
            case RuleAction.Reply reply -> writeTemplate(values, reply.template());
            case RuleAction.OutOfOfficeReply reply -> writeTemplate(values, reply.template());
            case RuleAction.Defer defer -> defer.data().write(out);
            case RuleAction.Bounce bounce -> out.writeInt32(bounce.code());
            case RuleAction.Forward forward -> writeRecipients(values, forward.recipients());
            case RuleAction.Delegate delegate -> writeRecipients(values, delegate.recipients());
            case RuleAction.Tag tag -> values.writeTagged(tag.value());
            case RuleAction.Delete delete -> {
            }
            case RuleAction.MarkAsRead markAsRead -> {
            }
        }
    }

    private static int typeOf(RuleAction.Data data) {
        return switch (data) {
            case RuleAction.Move move -> MOVE;
            case RuleAction.Copy copy -> COPY;
            case RuleAction.Reply reply -> REPLY;
            case RuleAction.OutOfOfficeReply reply -> OUT_OF_OFFICE_REPLY;
            case RuleAction.Defer defer -> DEFER;
            case RuleAction.Bounce bounce -> BOUNCE;
            case RuleAction.Forward forward -> FORWARD;
            case RuleAction.Delegate delegate -> DELEGATE;
            case RuleAction.Tag tag -> TAG;
            case RuleAction.Delete delete -> DELETE;
            case RuleAction.MarkAsRead markAsRead -> MARK_AS_READ;
        };
    }

    private static void writeTarget(ValueWriter values, RuleAction.Target target) {
        if (!isExtended(values.format())) {
            values.out().writeInt8(target.inThisStore() ? 1 : 0);
        } else if (!target.inThisStore()) {
            throw new MailError.Invalid("an extended rule moves within its own mailbox only");
        }
        values.writeBinary(target.storeEntryId());
        values.writeBinary(target.folder());
    }

    private static void writeTemplate(ValueWriter values, RuleAction.Template template) {
        UUID guid = template.guid();
        switch (template) {
            case RuleAction.TemplateByEntryId byEntryId when isExtended(values.format()) ->
                values.writeBinary(byEntryId.message());
            case RuleAction.TemplateById byId when !isExtended(values.format()) -> {
                byId.folder().write(values.out());
                byId.message().write(values.out());
            }
            case RuleAction.TemplateByEntryId byEntryId -> throw wrongTemplate();
            case RuleAction.TemplateById byId -> throw wrongTemplate();
        }
        values.out().writeGuid(guid);
    }

    private static MailError wrongTemplate() {
        return new MailError.Invalid(
                "standard rules name a reply template by ids, extended rules by entry id");
    }

    private static void writeRecipients(ValueWriter values,
            List<RuleAction.Recipient> recipients) {
        values.writeCount(recipients.size());
        for (RuleAction.Recipient recipient : recipients) {
            values.out().writeInt8(RECIPIENT_RESERVED);
            values.writeCount(recipient.values().size());
            recipient.values().forEach(values::writeTagged);
        }
    }

    private static boolean isExtended(ValueFormat format) {
        return format.form() != ValueFormat.Form.ROP;
    }
}
