/// The bodies and the framing of MAPI over HTTP: values only, shared by the server and its tests'
/// client. MS-OXCMAPIHTTP §2.2.
@org.jspecify.annotations.NullMarked
package org.rialto.mapihttp.wire;
