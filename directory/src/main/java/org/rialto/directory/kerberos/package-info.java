/// Log-in by tickets of Kerberos (RFC 4120, RFC 4121): the accepting side, by the JDK's GSS-API.
@org.jspecify.annotations.NullMarked
package org.rialto.directory.kerberos;
