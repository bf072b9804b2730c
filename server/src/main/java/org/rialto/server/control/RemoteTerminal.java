package org.rialto.server.control;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.rialto.server.control.Frame.Kind;

/// The terminal at the other end of the control socket, as the server sees it.
final class RemoteTerminal implements Terminal {
    private static final int PIECE_CHARACTERS = 16 * 1024;

    private final DataInputStream socketIn;
    private final DataOutputStream socketOut;
    private final Frame.Request request;
    private final PrintWriter out = writer(Kind.OUT);
    private final PrintWriter err = writer(Kind.ERR);
    private final InputStream in = new Input();

    RemoteTerminal(DataInputStream socketIn, DataOutputStream socketOut, Frame.Request request) {
        this.socketIn = socketIn;
        this.socketOut = socketOut;
        this.request = request;
    }

    @Override
    public PrintWriter out() { return out; }

    @Override
    public PrintWriter err() { return err; }

    @Override
    public InputStream in() { return in; }

    @Override
    public boolean isInteractive() { return request.interactive(); }

    @Override
    public String readPassword(String prompt) throws IOException {
        send(Kind.WANT_PASSWORD, prompt.getBytes(StandardCharsets.UTF_8));
        Frame answer = Frame.read(socketIn);
        if (answer.kind() != Kind.INPUT) {
            throw new IOException("no terminal to ask for a password");
        }
        return answer.text();
    }

    @Override
    public Path resolve(String name) { return Path.of(request.directory()).resolve(name); }

    String[] arguments() { return request.arguments(); }

    void exit(int code) throws IOException {
        out.flush();
        err.flush();
        send(Kind.EXIT, new byte[]{(byte) code});
    }

    private synchronized void send(Kind kind, byte[] bytes) throws IOException {
        new Frame(kind, bytes).write(socketOut);
    }

    /// Whole characters a frame, so that each can be shown by itself.
    private PrintWriter writer(Kind kind) {
        return new PrintWriter(new Writer() {
            private final StringBuilder pending = new StringBuilder();

            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                pending.append(text, offset, length);
                if (pending.length() > PIECE_CHARACTERS)
                    flush();
            }

            @Override
            public void flush() throws IOException {
                if (pending.isEmpty())
                    return;
                byte[] bytes = pending.toString().getBytes(StandardCharsets.UTF_8);
                pending.setLength(0);
                send(kind, bytes);
            }

            @Override
            public void close() throws IOException { flush(); }
        }, true);
    }

    /// Standard input, a piece at a time, as the command reads it.
    private final class Input extends InputStream {
        private byte[] piece = {};
        private int at;
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (at == piece.length && !more())
                return -1;
            int count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, into, offset, count);
            at += count;
            return count;
        }

        private boolean more() throws IOException {
            if (ended)
                return false;
            send(Kind.WANT_INPUT, new byte[0]);
            Frame answer = Frame.read(socketIn);
            ended = answer.kind() != Kind.INPUT || answer.bytes().length == 0;
            piece = ended ? new byte[0] : answer.bytes();
            at = 0;
            return !ended;
        }
    }
}
