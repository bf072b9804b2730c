/// What carries remote operations and the address book over HTTP. MS-OXCMAPIHTTP.
@org.jspecify.annotations.NullMarked
package org.rialto.mapihttp;
