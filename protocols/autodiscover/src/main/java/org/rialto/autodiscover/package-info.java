/// Autodiscover: where a client learns what this server speaks and where. MS-OXDSCLI, MS-OXWSADISC,
/// MS-ASCMD §2.2.1.1.
@NullMarked
package org.rialto.autodiscover;

import org.jspecify.annotations.NullMarked;
