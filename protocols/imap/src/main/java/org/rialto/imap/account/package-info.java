/// Who has logged in and which folders that is, by the names IMAP gives them.
@org.jspecify.annotations.NullMarked
package org.rialto.imap.account;
