package org.rialto.directory.provision;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

import org.rialto.mapi.MailError;

/// Certificates from files, DER or PEM.
final class Certificates {
    private Certificates() {}

    static byte[] der(byte[] file) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(file)).getEncoded();
        } catch (CertificateException e) {
            throw new MailError.Invalid("an X.509 certificate in DER or PEM is expected", e);
        }
    }
}
