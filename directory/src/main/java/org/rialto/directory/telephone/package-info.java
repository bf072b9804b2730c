/// Telephone access to a mailbox: PINs, their policy, and what wrong ones lead to.
@org.jspecify.annotations.NullMarked
package org.rialto.directory.telephone;
