package org.rialto.protocols.rops.sync;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/// Small changes, each written whole before its turn has come. One that cannot be read is as good as
/// one that fails then; a larger one is not written yet.
final class EncodedChanges {
    private static final int LARGEST_BYTES = 32 << 10;
    /// Text is twice as long in a stream as in the store, and there are keys.
    private static final int MORE_BYTES = 1024;
    private final FastTransferWriter written;
    private final Function<ContentsSource.MessageChange, TransferPlan.Step> whole;

    private EncodedChanges(FastTransferWriter written,
            Function<ContentsSource.MessageChange, TransferPlan.Step> whole) {
        this.written = written;
        this.whole = whole;
    }

    /// A step that writes each change, in order.
    ///
    /// @param whole writes a change
    static Iterator<TransferPlan.Step> of(List<ContentsSource.MessageChange> changes,
            StringForm strings, Function<ContentsSource.MessageChange, TransferPlan.Step> whole) {
        int bytes = changes.stream().filter(EncodedChanges::isSmall)
                .mapToInt(each -> 2 * each.bytes() + MORE_BYTES).sum();
        return new EncodedChanges(new FastTransferWriter(strings, bytes), whole).of(changes);
    }

    private static boolean isSmall(ContentsSource.MessageChange change) {
        return change.partial() == null && change.bytes() <= LARGEST_BYTES;
    }

    private Iterator<TransferPlan.Step> of(List<ContentsSource.MessageChange> changes) {
        List<TransferPlan.Step> steps = new ArrayList<>(changes.size());
        for (ContentsSource.MessageChange change : changes) {
            steps.add(isSmall(change) ? encode(change) : whole.apply(change));
        }
        return steps.iterator();
    }

    /// What was written before it failed is written then too: it says what it was that failed.
    private TransferPlan.Step encode(ContentsSource.MessageChange change) {
        LexicalWriter.Mark start = written.mark();
        LexicalWriter.Mark end = start;
        RuntimeException failure = null;
        TransferPlan plan = new TransferPlan(null);
        plan.then(whole.apply(change));
        try {
            while (!plan.isFinished()) {
                plan.next(written);
                written.fill(Integer.MAX_VALUE);
                end = written.mark();
            }
        } catch (RuntimeException e) {
            failure = e;
            written.truncate(end);
        }
        LexicalWriter.Mark last = end;
        RuntimeException reason = failure;
        return (out, then) -> {
            out.append(written, start, last);
            if (reason != null) {
                throw reason;
            }
        };
    }
}
