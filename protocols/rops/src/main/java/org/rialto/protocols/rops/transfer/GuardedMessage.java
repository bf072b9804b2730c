package org.rialto.protocols.rops.transfer;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rialto.mapi.MailError;
import org.rialto.mapi.PropertyBag;
import org.rialto.protocols.rops.sync.LargeValue;
import org.rialto.protocols.rops.sync.MessageSource;

/// A message whose reading may fail: then somebody is told, so that the client is not said to have
/// it. What is attached to it is part of it.
record GuardedMessage(Supplier<MessageSource> source, Runnable failed) implements MessageSource {
    private <T> T guard(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (MailError error) {
            failed.run();
            throw error;
        }
    }

    @Override
    public PropertyBag properties() { return guard(() -> source.get().properties()); }

    @Override
    public List<LargeValue> largeValues() { return guard(() -> source.get().largeValues()); }

    @Override
    public List<PropertyBag> recipients() { return guard(() -> source.get().recipients()); }

    @Override
    public List<? extends AttachmentSource> attachments() {
        List<? extends AttachmentSource> attachments = guard(() -> source.get().attachments());
        return attachments.isEmpty()
                ? attachments
                : attachments.stream().map(each -> new GuardedAttachment(each, this)).toList();
    }

    private record GuardedAttachment(AttachmentSource source,
            GuardedMessage message) implements AttachmentSource {
        @Override
        public int number() { return source.number(); }

        @Override
        public PropertyBag properties() { return message.guard(source::properties); }

        @Override
        public List<LargeValue> largeValues() {
            return message.guard(source::largeValues).stream()
                    .map(each -> new LargeValue(each.tag(), each.length(),
                            () -> message.guard(each.content()::open)))
                    .toList();
        }

        @Override
        public @Nullable MessageSource embedded() {
            MessageSource embedded = message
                    .guard(() -> Optional.ofNullable(source.embedded())).orElse(null);
            return embedded == null
                    ? null
                    : new GuardedMessage(() -> embedded, message.failed);
        }
    }
}
