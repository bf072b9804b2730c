@org.jspecify.annotations.NullMarked
package org.rialto.mailbox.voice;
