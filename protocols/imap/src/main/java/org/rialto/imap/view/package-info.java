/// What a client sees of a selected mailbox, and how changes made elsewhere are told to it.
@org.jspecify.annotations.NullMarked
package org.rialto.imap.view;
