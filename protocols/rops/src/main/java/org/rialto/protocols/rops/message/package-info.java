/// Open messages and their attachments, each a copy of its own that nobody sees before it is saved.
/// MS-OXCMSG, MS-OXBBODY. Knows nothing of buffers, handles or sessions.
@org.jspecify.annotations.NullMarked
package org.rialto.protocols.rops.message;
