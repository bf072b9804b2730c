/// The address book by the NSPI rules, independent of what carries its methods. MS-OXNSPI,
/// MS-OXOABK.
@org.jspecify.annotations.NullMarked
package org.rialto.protocols.nspi;
