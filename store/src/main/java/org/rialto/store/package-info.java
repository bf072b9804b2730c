/// Where mail is: mailboxes, folders, messages, changes and events, with MAPI semantics. Every
/// protocol is a view of it.
@NullMarked
package org.rialto.store;

import org.jspecify.annotations.NullMarked;
