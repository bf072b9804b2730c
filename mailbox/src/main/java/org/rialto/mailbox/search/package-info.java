/// Searching the text of messages: what is in the index, and what is not yet.
@NullMarked
package org.rialto.mailbox.search;

import org.jspecify.annotations.NullMarked;
