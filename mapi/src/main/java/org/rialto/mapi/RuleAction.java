package org.rialto.mapi;

import java.util.List;
import java.util.UUID;

/// One action of a rule. MS-OXORULE §2.2.5.1. `flavor` refines replies and forwards
/// (§2.2.5.1.1); `flags` are the client's own.
public record RuleAction(int flavor, int flags, Data data) {
    /// What is done. MS-OXORULE §2.2.5.1.2.
    public sealed interface Data {}

    /// OP_MOVE. §2.2.5.1.2.1.
    public record Move(Target target) implements Data {}

    /// OP_COPY. §2.2.5.1.2.1.
    public record Copy(Target target) implements Data {}

    /// The folder to move or copy to: in this mailbox a server id, else entry ids of the store
    /// and the folder.
    public record Target(boolean inThisStore, Binary storeEntryId, Binary folder) {}

    /// OP_REPLY. §2.2.5.1.2.2.
    public record Reply(Template template) implements Data {}

    /// OP_OOF_REPLY. §2.2.5.1.2.2.
    public record OutOfOfficeReply(Template template) implements Data {}

    /// The message to answer with: standard rules name it by ids, extended rules by entry id.
    public sealed interface Template {
        UUID guid();
    }

    public record TemplateById(FolderId folder, MessageId message, UUID guid)
            implements
                Template {}

    public record TemplateByEntryId(Binary message, UUID guid) implements Template {}

    /// OP_DEFER_ACTION: data for the client that carries it out. §2.2.5.1.2.3.
    public record Defer(Binary data) implements Data {}

    /// OP_BOUNCE. §2.2.5.1.2.5.
    public record Bounce(int code) implements Data {}

    /// OP_FORWARD. §2.2.5.1.2.4.
    public record Forward(List<Recipient> recipients) implements Data {
        public Forward { recipients = List.copyOf(recipients); }
    }

    /// OP_DELEGATE. §2.2.5.1.2.4.
    public record Delegate(List<Recipient> recipients) implements Data {
        public Delegate { recipients = List.copyOf(recipients); }
    }

    /// A recipient of a forwarded message. §2.2.5.1.2.4.1.
    public record Recipient(List<PropertyValue> values) {
        public Recipient { values = List.copyOf(values); }
    }

    /// OP_TAG: sets a property. §2.2.5.1.2.6.
    public record Tag(PropertyValue value) implements Data {}

    /// OP_DELETE. §2.2.5.1.2.7.
    public record Delete() implements Data {}

    /// OP_MARK_AS_READ. §2.2.5.1.2.7.
    public record MarkAsRead() implements Data {}
}
