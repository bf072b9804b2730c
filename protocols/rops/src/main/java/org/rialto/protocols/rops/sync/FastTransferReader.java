package org.rialto.protocols.rops.sync;

import java.nio.charset.Charset;
import org.rialto.base.MalformedDataException;

/// Reads a FastTransfer stream that comes in buffers cut anywhere, and refuses what the grammar of
/// its root element does not allow. MS-OXCFXICS §2.2.4. For one thread at a time.
///
/// Malformed streams are refused with [MalformedDataException], those with more than the limits
/// allow with [org.rialto.mapi.MailError.TooLarge]; what was told to the sink before stays told.
/// After an [FastTransferEvent.Failure] the elements that it abandons do not get their ends.
public final class FastTransferReader {
    private final LexicalReader lexemes;
    private final Grammar grammar;

    /// A reader of a stream whose PtypString8 values are in `charset`.
    public FastTransferReader(FastTransferRoot root, FastTransferSink sink, Charset charset,
            TransferLimits limits) {
        grammar = new Grammar(root, sink, limits);
        lexemes = new LexicalReader(grammar, charset, limits);
        grammar.positions = lexemes;
    }

    public void feed(byte[] bytes) { feed(bytes, 0, bytes.length); }

    /// Reads the next bytes of the stream.
    public void feed(byte[] bytes, int offset, int length) { lexemes.feed(bytes, offset, length); }

    /// How much is held of values that have not come whole.
    public int heldBytes() { return lexemes.heldBytes(); }

    /// Says that there is no more; a stream that is not at its end is refused.
    public void finish() {
        lexemes.finish();
        grammar.finish();
    }
}
