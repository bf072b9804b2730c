/// SOAP 1.1 as Exchange Web Services speak it: envelopes, headers, faults.
@org.jspecify.annotations.NullMarked
package org.rialto.protocols.ews.soap;
