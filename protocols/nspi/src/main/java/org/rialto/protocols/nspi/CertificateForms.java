package org.rialto.protocols.nspi;

import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rialto.base.ByteReader;
import org.rialto.base.ByteWriter;
import org.rialto.base.MalformedDataException;
import org.rialto.mapi.Binary;

/// Certificates between the directory, which keeps one value, and properties of several.
final class CertificateForms {
    private CertificateForms() {}

    /// DER certificates that stand one after the other; null where they do not.
    static @Nullable List<Binary> split(byte[] certificates) {
        try {
            List<Binary> each = new ArrayList<>();
            for (Certificate certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(certificates))) {
                each.add(Binary.wrap(certificate.getEncoded()));
            }
            return each.isEmpty() ? null : List.copyOf(each);
        } catch (CertificateException e) {
            return null;
        }
    }

    static byte[] join(List<Binary> certificates) {
        ByteWriter out = new ByteWriter();
        certificates.forEach(each -> each.write(out));
        return out.toByteArray();
    }

    /// Each value after its size.
    static byte[] encode(List<Binary> values) {
        ByteWriter out = new ByteWriter();
        for (Binary value : values) {
            out.writeVarint(value.length());
            value.write(out);
        }
        return out.toByteArray();
    }

    /// Null where it is not what [#encode] writes.
    static @Nullable List<Binary> decode(byte[] encoded) {
        try {
            List<Binary> values = new ArrayList<>();
            ByteReader in = new ByteReader(encoded);
            while (in.hasRemaining()) {
                values.add(Binary.wrap(in.readBytes(in.checkCount(in.readVarint(), 1))));
            }
            return values.isEmpty() ? null : List.copyOf(values);
        } catch (MalformedDataException e) {
            return null;
        }
    }
}
