/// NTLM version 2, the server's side: MS-NLMP.
@NullMarked
package org.rialto.directory.ntlm;

import org.jspecify.annotations.NullMarked;
