package org.rialto.directory.sasl;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.MalformedDataException;

/// The two tokens of SPNEGO, RFC 4178 §4.2, in the DER that clients send. Object identifiers are
/// kept as their encoded content.
///
/// @param mechanisms of a NegTokenInit, encoded; empty in a NegTokenResp
/// @param mechanismList the DER of the list, which mechListMIC signs
record SpnegoToken(boolean initial, List<String> mechanisms, byte[] mechanismList,
        byte @Nullable [] token, byte @Nullable [] mic) {
    static final String SPNEGO = "2b0601050502";
    static final String NTLM = "2b06010401823702020a";
    static final String KERBEROS = "2a864886f712010202";
    /// Windows' own slip of 2000, still sent.
    static final String KERBEROS_MICROSOFT = "2a864882f712010202";

    private static final int APPLICATION_0 = 0x60;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int ENUMERATED = 0x0A;
    private static final int MECHANISMS_LIMIT = 32;

    /// @throws MalformedDataException
    static SpnegoToken read(byte[] bytes) {
        Element outer = Element.read(new ByteReader(bytes));
        if (outer.tag() == 0xA1)
            return resp(outer.inner());
        if (outer.tag() != APPLICATION_0)
            throw new MalformedDataException("not a SPNEGO token", 0);
        ByteReader in = outer.inner();
        if (!hex(Element.read(in).content(OBJECT_IDENTIFIER)).equals(SPNEGO))
            throw new MalformedDataException("a GSS token of another mechanism", 0);
        return init(new ByteReader(Element.read(in).content(0xA0)));
    }

    /// Whether this is a GSS token of Kerberos that no SPNEGO is around.
    static boolean isBareKerberos(byte[] bytes) {
        try {
            Element outer = Element.read(new ByteReader(bytes));
            return outer.tag() == APPLICATION_0
                    && hex(Element.read(outer.inner()).content(OBJECT_IDENTIFIER)).equals(KERBEROS);
        } catch (MalformedDataException e) {
            return false;
        }
    }

    private static SpnegoToken init(ByteReader around) {
        ByteReader in = new ByteReader(Element.read(around).content(SEQUENCE));
        List<String> mechanisms = new ArrayList<>();
        byte[] list = {};
        byte[] token = null;
        byte[] mic = null;
        while (in.hasRemaining()) {
            Element field = Element.read(in);
            switch (field.tag()) {
                case 0xA0 -> {
                    list = field.bytes();
                    ByteReader oids = new ByteReader(
                            Element.read(field.inner()).content(SEQUENCE));
                    while (oids.hasRemaining() && mechanisms.size() < MECHANISMS_LIMIT)
                        mechanisms.add(hex(Element.read(oids).content(OBJECT_IDENTIFIER)));
                }
                case 0xA2 -> token = Element.read(field.inner()).content(OCTET_STRING);
                // NegTokenInit2 of MS-SPNG has hints at 3 and the MIC at 4; only servers send it.
                case 0xA3 -> mic = Element.read(field.inner()).content(OCTET_STRING);
                default -> {
                    // reqFlags: must be ignored by the acceptor.
                }
            }
        }
        return new SpnegoToken(true, List.copyOf(mechanisms), list, token, mic);
    }

    private static SpnegoToken resp(ByteReader around) {
        ByteReader in = new ByteReader(Element.read(around).content(SEQUENCE));
        byte[] token = null;
        byte[] mic = null;
        while (in.hasRemaining()) {
            Element field = Element.read(in);
            if (field.tag() == 0xA2)
                token = Element.read(field.inner()).content(OCTET_STRING);
            else if (field.tag() == 0xA3)
                mic = Element.read(field.inner()).content(OCTET_STRING);
        }
        return new SpnegoToken(false, List.of(), new byte[0], token, mic);
    }

    /// negState of RFC 4178 §4.2.2.
    enum State {
        ACCEPT_COMPLETED, ACCEPT_INCOMPLETE, REJECT, REQUEST_MIC
    }

    /// A NegTokenResp.
    static byte[] response(State state, @Nullable String mechanism, byte @Nullable [] token,
            byte @Nullable [] mic) {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        fields.writeBytes(element(0xA0, element(ENUMERATED, (byte) state.ordinal())));
        if (mechanism != null) {
            fields.writeBytes(element(0xA1,
                    element(OBJECT_IDENTIFIER, HexFormat.of().parseHex(mechanism))));
        }
        if (token != null)
            fields.writeBytes(element(0xA2, element(OCTET_STRING, token)));
        if (mic != null)
            fields.writeBytes(element(0xA3, element(OCTET_STRING, mic)));
        return element(0xA1, element(SEQUENCE, fields.toByteArray()));
    }

    private static String hex(byte[] bytes) { return HexFormat.of().formatHex(bytes); }

    static byte[] element(int tag, byte... content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else if (content.length < 0x100) {
            out.write(0x81);
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    /// Tag and content of a DER element.
    private record Element(int tag, byte[] bytes) {
        static Element read(ByteReader in) {
            int tag = in.readUint8();
            int length = in.readUint8();
            if (length >= 0x80) {
                int count = length & 0x7F;
                if (count == 0 || count > 3)
                    throw new MalformedDataException("a length of " + count + " octets", 0);
                length = 0;
                for (int i = 0; i < count; i++)
                    length = length << 8 | in.readUint8();
            }
            return new Element(tag, in.readBytes(length));
        }

        ByteReader inner() { return new ByteReader(bytes); }

        byte[] content(int expected) {
            if (tag != expected) {
                throw new MalformedDataException("tag " + tag + " where " + expected
                        + " was expected", 0);
            }
            return bytes;
        }
    }
}
