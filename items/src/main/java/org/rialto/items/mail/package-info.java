/// E-mail objects (MS-OXOMSG) and their conversion from and to MIME (MS-OXCMAIL).
@NullMarked
package org.rialto.items.mail;

import org.jspecify.annotations.NullMarked;
