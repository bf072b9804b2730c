package org.rialto.mapi;

import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;

/// A recipient of a message: a few well-known values, then a row of the message's recipient
/// columns. MS-OXCDATA §2.8.3.
///
/// `responsible`: another transport delivers to it. `sameTransmittableName`: the transmittable
/// display name is the display name. `plainTextOnly`: it cannot take rich text. Texts that are
/// null are not in the row; `properties` are values for the first of the recipient columns.
public record RecipientRow(Address address, boolean responsible, boolean sameTransmittableName,
        boolean plainTextOnly, @Nullable String emailAddress, @Nullable String displayName,
        @Nullable String simpleDisplayName, @Nullable String transmittableDisplayName,
        PropertyRow properties) {
    // RecipientFlags, §2.8.3.1, as a little-endian 16-bit integer.
    private static final int TYPE = 0x0007;
    private static final int EMAIL_ADDRESS = 0x0008;
    private static final int DISPLAY_NAME = 0x0010;
    private static final int TRANSMITTABLE_NAME = 0x0020;
    private static final int SAME_NAME = 0x0040;
    private static final int RESPONSIBLE = 0x0080;
    private static final int PLAIN_TEXT_ONLY = 0x0100;
    private static final int UNICODE = 0x0200;
    private static final int SIMPLE_NAME = 0x0400;
    private static final int OTHER_TYPE = 0x8000;

    /// What kind of address the recipient has: the Type of its flags, and what comes with it.
    public sealed interface Address {}

    /// Of the address book. `prefixUsed` is how many bytes of the client's address prefix stand
    /// before `distinguishedName`; `displayType` is as PidTagDisplayType.
    public record AddressBookAddress(int prefixUsed, int displayType, String distinguishedName)
            implements
                Address {}

    /// A personal distribution list (`second`: the second of the two kinds).
    public record PersonalDistributionList(boolean second, Binary entryId, Binary searchKey)
            implements
                Address {}

    /// Of one of the kinds that the flags name by themselves: Internet mail and older ones.
    public record KnownAddress(Kind kind) implements Address {}

    /// Of a kind that the address type names; null where there is no type at all.
    public record OtherAddress(@Nullable String addressType) implements Address {}

    /// §2.8.3.1, the Type values that need nothing more.
    public enum Kind {
        MS_MAIL(2, "MS"), SMTP(3, "SMTP"), FAX(4, "FAX"), PROFESSIONAL_OFFICE_SYSTEM(5, "PROFS");

        private final int code;
        private final String addressType;

        Kind(int code, String addressType) {
            this.code = code;
            this.addressType = addressType;
        }

        /// The value of PidTagAddressType that goes with it.
        public String addressType() { return addressType; }

        private static Kind of(int code) {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("type " + code);
        }
    }

    /// Reads a row; 8-bit texts are in the format's character set.
    public static RecipientRow read(ByteReader in, List<PropertyTag> columns, ValueFormat format) {
        int flags = in.readUint16();
        Charset charset = format.charset();
        Address address = readAddress(in, flags, charset);
        String email = readText(in, flags, EMAIL_ADDRESS, charset);
        String name = readText(in, flags, DISPLAY_NAME, charset);
        String simple = readText(in, flags, SIMPLE_NAME, charset);
        String transmittable = readText(in, flags, TRANSMITTABLE_NAME, charset);
        int count = in.readUint16();
        if (count > columns.size()) {
            throw in.malformed(
                    "a recipient has " + count + " of " + columns.size() + " columns");
        }
        PropertyRow row = PropertyRow.read(in, columns.subList(0, count), format);
        return new RecipientRow(address, (flags & RESPONSIBLE) != 0, (flags & SAME_NAME) != 0,
                (flags & PLAIN_TEXT_ONLY) != 0, email, name, simple, transmittable, row);
    }

    private static Address readAddress(ByteReader in, int flags, Charset charset) {
        int type = flags & TYPE;
        return switch (type) {
            case 0 -> new OtherAddress((flags & OTHER_TYPE) == 0
                    ? null
                    : new String(in.readBytesToNull(), charset));
            case 1 -> {
                int prefixUsed = in.readUint8();
                int displayType = in.readUint8();
                String name = new String(in.readBytesToNull(), charset);
                yield new AddressBookAddress(prefixUsed, displayType, name);
            }
            case 6, 7 -> {
                Binary entryId = Binary.wrap(in.readBytes(in.readUint16()));
                Binary searchKey = Binary.wrap(in.readBytes(in.readUint16()));
                yield new PersonalDistributionList(type == 7, entryId, searchKey);
            }
            default -> new KnownAddress(Kind.of(type));
        };
    }

    private static @Nullable String readText(ByteReader in, int flags, int flag,
            Charset charset) {
        if ((flags & flag) == 0) {
            return null;
        }
        return (flags & UNICODE) != 0
                ? in.readUtf16z()
                : new String(in.readBytesToNull(), charset);
    }

    /// Writes the row with Unicode texts, for the first columns of `columns`.
    public void write(ByteWriter out, List<PropertyTag> columns, ValueFormat format) {
        out.writeInt16(flags());
        writeAddress(out, format.charset());
        writeText(out, emailAddress);
        writeText(out, displayName);
        writeText(out, simpleDisplayName);
        writeText(out, transmittableDisplayName);
        int count = properties.cells().size();
        out.writeInt16(count);
        properties.write(out, columns.subList(0, count), format);
    }

    private int flags() {
        int flags = UNICODE;
        flags |= emailAddress == null ? 0 : EMAIL_ADDRESS;
        flags |= displayName == null ? 0 : DISPLAY_NAME;
        flags |= simpleDisplayName == null ? 0 : SIMPLE_NAME;
        flags |= transmittableDisplayName == null ? 0 : TRANSMITTABLE_NAME;
        flags |= sameTransmittableName ? SAME_NAME : 0;
        flags |= responsible ? RESPONSIBLE : 0;
        flags |= plainTextOnly ? PLAIN_TEXT_ONLY : 0;
        return flags | switch (address) {
            case OtherAddress other -> other.addressType() == null ? 0 : OTHER_TYPE;
            case AddressBookAddress book -> 1;
            case KnownAddress known -> known.kind().code;
            case PersonalDistributionList list -> list.second() ? 7 : 6;
        };
    }

    private void writeAddress(ByteWriter out, Charset charset) {
        switch (address) {
            case OtherAddress other -> {
                if (other.addressType() != null) {
                    ValueWriter.writeString8(out, other.addressType(), charset);
                }
            }
            case AddressBookAddress book -> {
                out.writeInt8(book.prefixUsed()).writeInt8(book.displayType());
                ValueWriter.writeString8(out, book.distinguishedName(), charset);
            }
            case KnownAddress known -> {
            }
            case PersonalDistributionList list -> {
                writeBytes(out, list.entryId());
                writeBytes(out, list.searchKey());
            }
        }
    }

    private static void writeBytes(ByteWriter out, Binary bytes) {
        if (bytes.length() > 0xFFFF) {
            throw new MailError.TooLarge("a recipient's id of " + bytes.length() + " bytes");
        }
        out.writeInt16(bytes.length());
        bytes.write(out);
    }

    private static void writeText(ByteWriter out, @Nullable String text) {
        if (text != null) {
            out.writeUtf16z(text);
        }
    }
}
