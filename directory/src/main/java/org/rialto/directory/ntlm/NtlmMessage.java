package org.rialto.directory.ntlm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;

/// The three messages, MS-NLMP §2.2.1.
sealed interface NtlmMessage {
    byte[] SIGNATURE = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);

    private static ByteReader begin(byte[] message, int type) {
        ByteReader in = new ByteReader(message);
        if (!Arrays.equals(in.readBytes(SIGNATURE.length), SIGNATURE) || in.readInt32() != type)
            throw new MalformedDataException("not an NTLM message of type " + type, 0);
        return in;
    }

    /// A field's place in the payload: length, allocated length, offset.
    private static byte[] field(byte[] message, ByteReader in) {
        int length = in.readUint16();
        in.skip(2);
        int offset = in.readInt32();
        if (length == 0)
            return new byte[0];
        if (offset < 0 || offset > message.length - length)
            throw new MalformedDataException("a field is outside the message", 0);
        return Arrays.copyOfRange(message, offset, offset + length);
    }

    /// NEGOTIATE_MESSAGE, §2.2.1.1. Names in it say nothing that counts.
    record Negotiate(int flags) implements NtlmMessage {
        static Negotiate read(byte[] message) {
            return new Negotiate(begin(message, 1).readInt32());
        }
    }

    /// CHALLENGE_MESSAGE, §2.2.1.2.
    record Challenge(String targetName, int flags, byte[] serverChallenge, byte[] targetInfo)
            implements
                NtlmMessage {
        private static final int PAYLOAD = 56;

        byte[] write() {
            byte[] name = targetName.getBytes(StandardCharsets.UTF_16LE);
            ByteWriter out = new ByteWriter();
            out.writeBytes(SIGNATURE).writeInt32(2);
            field(out, name.length, PAYLOAD);
            out.writeInt32(flags).writeBytes(serverChallenge).writeInt64(0);
            field(out, targetInfo.length, PAYLOAD + name.length);
            // VERSION, §2.2.2.10: 10.0, NTLMSSP_REVISION_W2K3.
            out.writeInt8(10).writeInt8(0).writeInt16(0).writeInt8(0).writeInt16(0).writeInt8(15);
            return out.writeBytes(name).writeBytes(targetInfo).toByteArray();
        }

        private static void field(ByteWriter out, int length, int offset) {
            out.writeInt16(length).writeInt16(length).writeInt32(offset);
        }
    }

    /// AUTHENTICATE_MESSAGE, §2.2.1.3.
    ///
    /// @param ntResponse NTLMv2_RESPONSE (§2.2.2.8), or something older
    /// @param bytes the whole message
    record Authenticate(byte[] ntResponse, String domain, String user, String workstation,
            byte[] encryptedSessionKey, int flags, byte[] bytes) implements NtlmMessage {
        private static final int MIC_OFFSET = 72;
        private static final int MIC_BYTES = 16;

        static Authenticate read(byte[] message) {
            ByteReader in = begin(message, 3);
            field(message, in);
            byte[] ntResponse = field(message, in);
            byte[] domain = field(message, in);
            byte[] user = field(message, in);
            byte[] workstation = field(message, in);
            byte[] key = field(message, in);
            int flags = in.readInt32();
            // §2.2.2.5: this server's challenge always says Unicode.
            return new Authenticate(ntResponse, text(domain), text(user), text(workstation), key,
                    flags, message);
        }

        private static String text(byte[] bytes) {
            if (bytes.length % 2 != 0)
                throw new MalformedDataException("a name is not UTF-16", 0);
            return new String(bytes, StandardCharsets.UTF_16LE);
        }

        byte[] mic() {
            if (bytes.length < MIC_OFFSET + MIC_BYTES)
                throw new MalformedDataException("the message has no room for its MIC", 0);
            return Arrays.copyOfRange(bytes, MIC_OFFSET, MIC_OFFSET + MIC_BYTES);
        }

        byte[] withoutMic() {
            byte[] copy = bytes.clone();
            Arrays.fill(copy, MIC_OFFSET, MIC_OFFSET + MIC_BYTES, (byte) 0);
            return copy;
        }
    }
}
