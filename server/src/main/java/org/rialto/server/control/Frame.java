package org.rialto.server.control;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// What passes over the control socket. The client sends one [Request]; then the server sends
/// frames until [Kind#EXIT], and the client answers each `WANT_` frame with one of its own.
///
/// ```
/// request  = "RIALTO 1" interactive(1) directory count(4) argument*
/// frame    = kind(1) length(4) bytes
/// ```
final class Frame {
    private static final String GREETING = "RIALTO 1";
    private static final int MAXIMUM_BYTES = 1 << 20;

    /// A kind's ordinal is its number on the wire.
    enum Kind {
        OUT, ERR, EXIT, WANT_INPUT, WANT_PASSWORD, INPUT, END_OF_INPUT
    }

    record Request(boolean interactive, String directory, String[] arguments) {
        void write(DataOutputStream out) throws IOException {
            out.writeUTF(GREETING);
            out.writeBoolean(interactive);
            out.writeUTF(directory);
            out.writeInt(arguments.length);
            for (String argument : arguments)
                out.writeUTF(argument);
            out.flush();
        }

        static Request read(DataInputStream in) throws IOException {
            if (!in.readUTF().equals(GREETING))
                throw new IOException("not a rialto command");
            boolean interactive = in.readBoolean();
            String directory = in.readUTF();
            int count = in.readInt();
            if (count < 0 || count > 10_000)
                throw new IOException("too many arguments");
            String[] arguments = new String[count];
            for (int i = 0; i < count; i++)
                arguments[i] = in.readUTF();
            return new Request(interactive, directory, arguments);
        }
    }

    private final Kind kind;
    private final byte[] bytes;

    Frame(Kind kind, byte[] bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    Kind kind() { return kind; }

    byte[] bytes() { return bytes; }

    String text() { return new String(bytes, StandardCharsets.UTF_8); }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(kind.ordinal());
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }

    static Frame read(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        int length = in.readInt();
        if (kind >= Kind.values().length || length < 0 || length > MAXIMUM_BYTES) {
            throw new IOException("not a frame");
        }
        return new Frame(Kind.values()[kind], in.readNBytes(length));
    }
}
