package org.rialto.directory;

/// Larger values of an object, read only when asked for. Names are stored.
public enum Binary {
    /// JPEG or PNG, PidTagThumbnailPhoto.
    PHOTO("photo", 1 << 20),
    /// X.509 certificates for mail, DER, one after the other; PidTagAddressBookX509Certificate.
    CERTIFICATE("certificate", 64 << 10),
    /// What a mail program publishes of its user's S/MIME: PidTagUserX509Certificate, in the form of
    /// who writes it.
    SMIME("smime", 256 << 10);

    private final String key;
    private final int limitBytes;

    Binary(String key, int limitBytes) {
        this.key = key;
        this.limitBytes = limitBytes;
    }

    public String key() { return key; }

    public int limitBytes() { return limitBytes; }
}
