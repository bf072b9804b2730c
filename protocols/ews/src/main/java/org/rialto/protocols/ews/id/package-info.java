/// Identifiers of items and folders. MS-OXWSITEMID.
@org.jspecify.annotations.NullMarked
package org.rialto.protocols.ews.id;
