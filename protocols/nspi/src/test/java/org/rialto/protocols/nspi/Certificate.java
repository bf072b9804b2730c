package org.rialto.protocols.nspi;

/// A self-signed certificate of nobody, for tests; its key is thrown away.
final class Certificate {
    static final String PEM = ""
            + "MIIBzDCCAXGgAwIBAgIUNNWeCzh8EZzFMbF76rvDuNJt+JUwCgYIKoZIzj0EAwIw"
            + "OjEWMBQGA1UEAwwNQWxpY2UgRXhhbXBsZTEgMB4GCSqGSIb3DQEJARYRYWxpY2VA"
            + "ZXhhbXBsZS5jb20wIBcNMjYxMTIxMTI0NzAxWhgPMjEyNjEwMjgxMjQ3MDFaMDox"
            + "FjAUBgNVBAMMDUFsaWNlIEV4YW1wbGUxIDAeBgkqhkiG9w0BCQEWEWFsaWNlQGV4"
            + "YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEet/Obclc7rUBuWxF"
            + "T3BK2jQ/jcsv13bPbzTTkO/7GaaxCX3G78ijwPjhQOluXqRYrED9BKDhkT7E6CvQ"
            + "fto43aNTMFEwHQYDVR0OBBYEFL5EJPiMYFvy9ISr+ndk2IggwvfMMB8GA1UdIwQY"
            + "MBaAFL5EJPiMYFvy9ISr+ndk2IggwvfMMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZI"
            + "zj0EAwIDSQAwRgIhAP9PJlYedBEOM2LVymyXnxcMBzeJ4XHDtkK5qYMEiAJqAiEA"
            + "4AShqof7600XdSPQEqCmtvMM33fAcRO35V4uUphkLpU=";

    private Certificate() {}
}
