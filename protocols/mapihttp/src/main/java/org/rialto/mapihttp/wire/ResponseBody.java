package org.rialto.mapihttp.wire;

import java.util.function.Function;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.mapi.Binary;

/// The body of a response whose X-ResponseCode is Success: it begins with StatusCode, by which it
/// is a success response body or a failure response body.
public sealed interface ResponseBody
        permits Connect.Response, Execute.Response, Disconnect.Response, NotificationWait.Response,
        GetUrl.Response, AddressBookBody, ResponseBody.Failure {
    /// What became of the request: 0 for success. ErrorCode, or StatusCode of a failure response body.
    int errorCode();

    void write(ByteWriter out);

    default byte[] toByteArray() {
        ByteWriter out = new ByteWriter();
        write(out);
        return out.toByteArray();
    }

    /// A failure response body: it has the same fields for every request type. §2.2.4.1.3,
    /// §2.2.4.2.3, §2.2.4.3.3, §2.2.4.4.3, §2.2.5.
    ///
    /// @param statusCode never 0
    record Failure(int statusCode, Binary auxiliary) implements ResponseBody {
        public Failure {
            if (statusCode == 0) {
                throw new IllegalArgumentException("a failure whose status is success");
            }
        }

        @Override
        public int errorCode() { return statusCode; }

        @Override
        public void write(ByteWriter out) {
            out.writeInt32(statusCode);
            AuxiliaryBuffer.write(out, auxiliary);
        }
    }

    /// @param success reads what follows a StatusCode of 0
    static ResponseBody read(ByteReader in, Function<ByteReader, ? extends ResponseBody> success) {
        int statusCode = in.readInt32();
        return statusCode == 0
                ? success.apply(in)
                : new Failure(statusCode, AuxiliaryBuffer.read(in));
    }
}
