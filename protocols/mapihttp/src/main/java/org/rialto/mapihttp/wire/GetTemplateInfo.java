package org.rialto.mapihttp.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;
import org.rialto.mapi.PropertyValue;

/// GetTemplateInfo asks for a template. MS-OXCMAPIHTTP §2.2.5.9; rules in MS-OXNSPI §3.1.4.1.18.
public final class GetTemplateInfo {
    private GetTemplateInfo() {}

    /// §2.2.5.9.1.
    public record Request(int flags, int displayType, @Nullable String templateDN, int codePage,
            int localeId, Binary auxiliary) {
        public static Request read(ByteReader in) {
            return new Request(in.readInt32(), in.readInt32(),
                    AddressBookFields.readFlag(in) ? AddressBookFields.readText(in) : null,
                    in.readInt32(), in.readInt32(), AuxiliaryBuffer.read(in));
        }

        public byte[] toByteArray() {
            ByteWriter out = new ByteWriter();
            out.writeInt32(flags).writeInt32(displayType);
            AddressBookFields.writeFlag(out, templateDN != null);
            if (templateDN != null) {
                AddressBookFields.writeText(out, templateDN);
            }
            out.writeInt32(codePage).writeInt32(localeId);
            AuxiliaryBuffer.write(out, auxiliary);
            return out.toByteArray();
        }
    }

    /// §2.2.5.9.2.
    public record Response(int errorCode, int codePage, @Nullable List<PropertyValue> row,
            Binary auxiliary) implements AddressBookBody {
        /// Reads what follows StatusCode.
        static Response read(ByteReader in) {
            int errorCode = in.readInt32();
            int codePage = in.readInt32();
            return new Response(errorCode, codePage, AddressBookFields.readValues(in, codePage),
                    AuxiliaryBuffer.read(in));
        }

        @Override
        public void write(ByteWriter out) {
            out.writeInt32(0).writeInt32(errorCode).writeInt32(codePage);
            AddressBookFields.writeValues(out, row, codePage);
            AuxiliaryBuffer.write(out, auxiliary);
        }
    }

    public static ResponseBody readResponse(ByteReader in) {
        return ResponseBody.read(in, Response::read);
    }
}
