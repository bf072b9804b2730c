/// The rules that mailboxes and public folders have for delivered messages. MS-OXORULE.
@org.jspecify.annotations.NullMarked
package org.rialto.mailbox.rules;
