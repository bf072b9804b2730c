package org.rialto.protocols.rops.sync;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/// Small changes, each written whole before its turn has come. One that cannot be read is as good as
/// one that fails then; a larger one is not written yet.
final class EncodedChanges {
    private static final int LARGEST_BYTES = 32 << 10;
    private final FastTransferWriter written;
    private final Function<ContentsSource.MessageChange, TransferPlan.Step> whole;

    /// @param whole writes a change
    EncodedChanges(StringForm strings,
            Function<ContentsSource.MessageChange, TransferPlan.Step> whole) {
        this.written = new FastTransferWriter(strings);
        this.whole = whole;
    }

    /// A step that writes each change, in order.
    Iterator<TransferPlan.Step> of(List<ContentsSource.MessageChange> changes) {
        List<TransferPlan.Step> steps = new ArrayList<>(changes.size());
        for (ContentsSource.MessageChange change : changes) {
            boolean isSmall = change.partial() == null && change.bytes() <= LARGEST_BYTES;
            steps.add(isSmall ? encode(change) : whole.apply(change));
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
