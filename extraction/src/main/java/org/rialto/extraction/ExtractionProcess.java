package org.rialto.extraction;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The process that parsers run in. It reads documents from its standard input, each as a length
/// and that many bytes, and answers each on its standard output with a status byte, a length and
/// that many bytes of UTF-8. It ends when its input ends, or when a document takes too long.
///
/// Arguments: the most characters of an answer; the most seconds for a document.
public final class ExtractionProcess {
    static final int READY = 'R';
    static final int TEXT = 'T';
    static final int BROKEN = 'B';
    private static volatile long started;

    private ExtractionProcess() {}

    public static void main(String[] arguments) throws IOException {
        int characters = Integer.parseInt(arguments[0]);
        long nanos = Long.parseLong(arguments[1]) * 1_000_000_000L;
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        // Nothing that a parser prints may come between the answers.
        System.setOut(System.err);
        Thread.ofPlatform().daemon().name("watch").start(() -> watch(nanos));
        out.writeByte(READY);
        out.flush();
        while (true) {
            byte[] document;
            try {
                document = in.readNBytes(in.readInt());
            } catch (EOFException e) {
                return;
            }
            started = System.nanoTime() | 1;
            answer(document, characters, out);
            started = 0;
        }
    }

    private static void answer(byte[] document, int characters, DataOutputStream out)
            throws IOException {
        int status = TEXT;
        byte[] text = new byte[0];
        try {
            text = DocumentText.of(document, characters).getBytes(StandardCharsets.UTF_8);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            status = BROKEN;
        }
        out.writeByte(status);
        out.writeInt(text.length);
        out.write(text);
        out.flush();
    }

    /// The server ends who takes too long; this is for when the server is gone.
    private static void watch(long nanos) {
        try {
            while (true) {
                Thread.sleep(1000);
                long since = started;
                if (since != 0 && System.nanoTime() - since > nanos) {
                    Runtime.getRuntime().halt(3);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
