/// Exchange Web Services: SOAP 1.1 over HTTP.
@NullMarked
package org.rialto.protocols.ews;

import org.jspecify.annotations.NullMarked;
