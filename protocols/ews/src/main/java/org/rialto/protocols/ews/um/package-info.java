/// Unified messaging: MS-OXWUMS.
@org.jspecify.annotations.NullMarked
package org.rialto.protocols.ews.um;
