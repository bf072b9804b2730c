package org.rialto.protocols.rops.sync;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/// Small changes, each written whole before its turn has come. One that cannot be read is as good as
/// one that fails then; a larger one is not written yet.
final class EncodedChanges {
    private static final int LARGEST_BYTES = 32 << 10;
    /// Text is twice as long in a stream as in the store, and there are keys.
    private static final int MORE_BYTES = 1024;
    /// Writers that are kept for the next changes; larger ones are not.
    private static final int MOST_SPARE = 32;
    private static final int LARGEST_SPARE_BYTES = 256 << 10;
    private final FastTransferWriter written;
    private final Queue<FastTransferWriter> spare;
    private final Function<ContentsSource.MessageChange, TransferPlan.Step> whole;
    private TransferPlan plan = new TransferPlan(null);
    /// Changes that are written here and nowhere else yet.
    private int left;

    private EncodedChanges(FastTransferWriter written, Queue<FastTransferWriter> spare,
            Function<ContentsSource.MessageChange, TransferPlan.Step> whole) {
        this.written = written;
        this.spare = spare;
        this.whole = whole;
    }

    /// A step that writes each change as one object, in order.
    ///
    /// @param spare writers for the same strings; whoever has written all steps leaves one there
    /// @param whole writes a change
    static Iterator<TransferPlan.Step> of(List<ContentsSource.MessageChange> changes,
            StringForm strings, Queue<FastTransferWriter> spare,
            Function<ContentsSource.MessageChange, TransferPlan.Step> whole) {
        int bytes = 0;
        for (ContentsSource.MessageChange each : changes) {
            bytes += isSmall(each) ? 2 * each.bytes() + MORE_BYTES : 0;
        }
        FastTransferWriter kept = bytes == 0 ? null : spare.poll();
        FastTransferWriter written = kept == null ? new FastTransferWriter(strings, bytes) : kept;
        return new EncodedChanges(written, spare, whole).of(changes);
    }

    private static boolean isSmall(ContentsSource.MessageChange change) {
        return change.partial() == null && change.bytes() <= LARGEST_BYTES;
    }

    private Iterator<TransferPlan.Step> of(List<ContentsSource.MessageChange> changes) {
        List<TransferPlan.Step> steps = new ArrayList<>(changes.size());
        for (ContentsSource.MessageChange change : changes) {
            steps.add(isSmall(change) ? encode(change) : later(change));
            left += isSmall(change) ? 1 : 0;
        }
        return steps.iterator();
    }

    static TransferPlan.Subject subject(ContentsSource.MessageChange change) {
        return new TransferPlan.Subject(change.folder(), change.message());
    }

    private TransferPlan.Step later(ContentsSource.MessageChange change) {
        return (out, then) -> then.thenObject(subject(change), whole.apply(change));
    }

    /// What was written before it failed is written then too: it says what it was that failed.
    private TransferPlan.Step encode(ContentsSource.MessageChange change) {
        LexicalWriter.Mark start = written.mark();
        RuntimeException failure = null;
        plan.then(whole.apply(change));
        try {
            written.keep();
            while (!plan.isFinished()) {
                plan.next(written);
                written.fill(Integer.MAX_VALUE);
                written.keep();
            }
        } catch (RuntimeException e) {
            failure = e;
            written.truncateToKept();
            plan = new TransferPlan(null);
        }
        LexicalWriter.Mark end = written.mark();
        RuntimeException reason = failure;
        return (out, then) -> {
            out.append(written, start, end);
            left--;
            if (left == 0) {
                out.whenTaken(this::spare);
            }
            if (reason == null) {
                then.finishObject();
            } else {
                then.thenObject(subject(change), (_, _) -> {
                    throw reason;
                });
            }
        };
    }

    private void spare() {
        if (spare.size() < MOST_SPARE && written.capacityBytes() <= LARGEST_SPARE_BYTES) {
            written.truncate(LexicalWriter.Mark.START);
            spare.add(written);
        }
    }
}
