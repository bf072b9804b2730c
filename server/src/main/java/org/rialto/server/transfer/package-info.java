/// Moving mail in and out: mbox, Maildir and single message files.
@NullMarked
package org.rialto.server.transfer;

import org.jspecify.annotations.NullMarked;
