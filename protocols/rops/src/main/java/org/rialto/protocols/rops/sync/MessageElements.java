package org.rialto.protocols.rops.sync;

import org.jspecify.annotations.Nullable;
import org.rialto.mapi.PropertyTag;
import org.rialto.mapi.PropertyTags;

/// The elements of a message. MS-OXCFXICS §2.2.4.2.
final class MessageElements {
    private MessageElements() {}

    /// `messageContent = [MetaTagDnPrefix] propList messageChildren`,
    /// `messageChildren = [MetaTagFXDelProp] *recipient [MetaTagFXDelProp] *attachment`; or, of a
    /// partial change, `*(MetaTagIncrementalSyncMessagePartial propList) messageChildren`.
    static final class Message implements Grammar.Element {
        private enum Phase {
            START, PROPERTIES, RECIPIENTS, ATTACHMENTS
        }

        private final Grammar grammar;
        /// The marker that ends it, or null where whatever comes next does.
        private final @Nullable Marker end;
        private final boolean partial;
        private Phase phase = Phase.START;
        private boolean recipientsDeleted;
        private boolean attachmentsDeleted;

        Message(Grammar grammar, @Nullable Marker end, boolean partial) {
            this.grammar = grammar;
            this.end = end;
            this.partial = partial;
        }

        @Override
        public String name() { return partial ? "messageChangePartial" : "messageContent"; }

        @Override
        public boolean marker(Marker marker) {
            if (marker == Marker.START_RECIP && phase.compareTo(Phase.RECIPIENTS) <= 0) {
                phase = Phase.RECIPIENTS;
                grammar.enter(new Recipient(grammar));
                return true;
            }
            if (marker == Marker.NEW_ATTACH) {
                phase = Phase.ATTACHMENTS;
                grammar.enter(new Attachment(grammar, true));
                return true;
            }
            if (marker == end) {
                grammar.leave();
                grammar.event(marker == Marker.END_MESSAGE
                        ? FastTransferEvent.Mark.END_MESSAGE
                        : FastTransferEvent.Mark.END_EMBEDDED_MESSAGE);
                return true;
            }
            return false;
        }

        @Override
        public boolean property(StreamProperty property) {
            PropertyTag tag = property.tag();
            if (tag.equals(PropertyTags.MetaTagFXDelProp)) {
                return true;
            }
            if (partial) {
                if (tag.equals(PropertyTags.MetaTagIncrementalSyncMessagePartial)) {
                    return phase.compareTo(Phase.PROPERTIES) <= 0;
                }
                return phase == Phase.PROPERTIES && (!Grammar.isMeta(property)
                        || tag.equals(FastTransferWriter.ELEMENT_INTEGER));
            }
            if (Grammar.isDnPrefix(property)) {
                return phase == Phase.START;
            }
            return phase.compareTo(Phase.PROPERTIES) <= 0 && !Grammar.isMeta(property);
        }

        @Override
        public boolean streams(StreamProperty property) {
            if (Grammar.isMeta(property)) {
                return false;
            }
            phase = Phase.PROPERTIES;
            return true;
        }

        @Override
        public void value(StreamProperty property, Object value) {
            PropertyTag tag = property.tag();
            if (tag.equals(PropertyTags.MetaTagFXDelProp)) {
                deleteSubobjects(new PropertyTag((Integer) value));
                return;
            }
            if (Grammar.isDnPrefix(property)) {
                // To be ignored when received. §2.2.4.1.5.6
                return;
            }
            phase = Phase.PROPERTIES;
            if (tag.equals(PropertyTags.MetaTagIncrementalSyncMessagePartial)) {
                grammar.event(new FastTransferEvent.PropertyGroup((Integer) value));
            } else if (!tag.equals(FastTransferWriter.ELEMENT_INTEGER)) {
                grammar.event(new FastTransferEvent.Property(property, value));
            }
        }

        private void deleteSubobjects(PropertyTag kind) {
            if (kind.equals(PropertyTags.PidTagMessageRecipients) && !recipientsDeleted
                    && phase.compareTo(Phase.PROPERTIES) <= 0) {
                recipientsDeleted = true;
                phase = Phase.RECIPIENTS;
            } else if (kind.equals(PropertyTags.PidTagMessageAttachments) && !attachmentsDeleted
                    && phase.compareTo(Phase.RECIPIENTS) <= 0) {
                attachmentsDeleted = true;
                phase = Phase.ATTACHMENTS;
            } else {
                throw grammar.malformed(
                        "subobjects " + kind + " are not to be deleted here in " + name());
            }
            grammar.event(new FastTransferEvent.Subobjects(kind));
        }

        @Override
        public boolean mayEnd() { return end == null; }
    }

    /// `recipient = StartRecip propList EndToRecip`; PidTagRowid is the first property.
    static final class Recipient implements Grammar.Element {
        private final Grammar grammar;
        private boolean begun;

        Recipient(Grammar grammar) { this.grammar = grammar; }

        @Override
        public String name() { return "recipient"; }

        @Override
        public boolean marker(Marker marker) {
            if (marker != Marker.END_TO_RECIP || !begun) {
                return false;
            }
            grammar.leave();
            grammar.event(FastTransferEvent.Mark.END_RECIPIENT);
            return true;
        }

        @Override
        public boolean property(StreamProperty property) {
            return begun
                    ? !Grammar.isMeta(property)
                    : property.tag().equals(PropertyTags.PidTagRowid);
        }

        @Override
        public boolean streams(StreamProperty property) { return true; }

        @Override
        public void value(StreamProperty property, Object value) {
            if (begun) {
                grammar.event(new FastTransferEvent.Property(property, value));
            } else {
                begun = true;
                grammar.event(new FastTransferEvent.StartRecipient((Integer) value));
            }
        }
    }

    /// `attachment = NewAttach PidTagAttachNumber attachmentContent EndAttach`,
    /// `attachmentContent = [MetaTagDnPrefix] propList [embeddedMessage]`.
    static final class Attachment implements Grammar.Element {
        private enum Stage {
            NUMBER, START, PROPERTIES, EMBEDDED
        }

        private final Grammar grammar;
        /// Whether it is one of a message, and not the whole stream.
        private final boolean inMessage;
        private Stage stage;

        Attachment(Grammar grammar, boolean inMessage) {
            this.grammar = grammar;
            this.inMessage = inMessage;
            this.stage = inMessage ? Stage.NUMBER : Stage.START;
        }

        @Override
        public String name() { return "attachment"; }

        @Override
        public boolean marker(Marker marker) {
            if (stage == Stage.NUMBER) {
                return false;
            }
            if (marker == Marker.START_EMBED && stage != Stage.EMBEDDED) {
                stage = Stage.EMBEDDED;
                grammar.event(FastTransferEvent.Mark.START_EMBEDDED_MESSAGE);
                grammar.enter(new Message(grammar, Marker.END_EMBED, false));
                return true;
            }
            if (marker == Marker.END_ATTACH && inMessage) {
                grammar.leave();
                grammar.event(FastTransferEvent.Mark.END_ATTACHMENT);
                return true;
            }
            return false;
        }

        @Override
        public boolean property(StreamProperty property) {
            return switch (stage) {
                case NUMBER -> property.tag().equals(PropertyTags.PidTagAttachNumber);
                case START -> Grammar.isDnPrefix(property) || !Grammar.isMeta(property);
                case PROPERTIES -> !Grammar.isMeta(property);
                case EMBEDDED -> false;
            };
        }

        @Override
        public boolean streams(StreamProperty property) {
            if (Grammar.isMeta(property)) {
                return false;
            }
            stage = Stage.PROPERTIES;
            return true;
        }

        @Override
        public void value(StreamProperty property, Object value) {
            if (stage == Stage.NUMBER) {
                stage = Stage.START;
                grammar.event(new FastTransferEvent.StartAttachment((Integer) value));
            } else if (!Grammar.isDnPrefix(property)) {
                stage = Stage.PROPERTIES;
                grammar.event(new FastTransferEvent.Property(property, value));
            }
        }

        @Override
        public boolean mayEnd() { return !inMessage; }
    }
}
