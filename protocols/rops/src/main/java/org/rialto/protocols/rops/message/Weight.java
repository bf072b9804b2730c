package org.rialto.protocols.rops.message;

import java.util.Collection;
import java.util.List;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyBag;
import org.rialto.mapi.PropertyValue;
import org.rialto.store.AttachmentData;

/// About how much memory properties take, rather too much than too little.
final class Weight {
    private static final int OBJECT_BYTES = 64;
    private static final int VALUE_BYTES = 24;

    private Weight() {}

    static long of(PropertyBag bag) {
        Sum sum = new Sum();
        bag.visitEncoded(sum);
        return sum.bytes;
    }

    static long of(PropertyValue value) { return OBJECT_BYTES + ofValue(value.value()); }

    static long ofAll(Collection<PropertyBag> bags) {
        long sum = 0;
        for (PropertyBag each : bags) {
            sum += of(each);
        }
        return sum;
    }

    static long of(AttachmentState state) {
        return OBJECT_BYTES + of(state.properties()) + switch (state.value()) {
            case AttachmentValue.Pending _ -> 0;
            case AttachmentValue.Embedded embedded -> of(embedded.message());
            case AttachmentValue.Stored stored -> switch (stored.data()) {
                case AttachmentData.Inline inline -> inline.bytes().length;
                case AttachmentData.Embedded embedded ->
                    of(MessageState.of(embedded.message()));
                case AttachmentData.None _,AttachmentData.InBlob _,AttachmentData.InMime _ -> 0;
            };
        };
    }

    static long of(MessageState state) {
        long sum = of(state.properties()) + ofAll(state.recipients());
        for (AttachmentState each : state.attachments()) {
            sum += of(each);
        }
        return sum;
    }

    private static long ofValue(Object value) {
        return VALUE_BYTES + switch (value) {
            case String text -> 2L * text.length();
            case Binary bytes -> bytes.length();
            case List<?> values -> {
                long sum = 0;
                for (Object each : values) {
                    sum += ofValue(each);
                }
                yield sum;
            }
            default -> 0L;
        };
    }

    private static final class Sum implements PropertyBag.EncodedVisitor {
        private long bytes = OBJECT_BYTES;

        @Override
        public void property(int tag, Object value) { bytes += VALUE_BYTES + ofValue(value); }

        @Override
        public void number(int tag, long value) { bytes += 2 * VALUE_BYTES; }

        @Override
        public void utf8(int tag, byte[] text, int offset, int count) {
            bytes += 2 * VALUE_BYTES + 2L * count;
        }

        @Override
        public void binary(int tag, byte[] value, int offset, int count) {
            bytes += 2 * VALUE_BYTES + count;
        }
    }
}
