/// Message authentication: DKIM (verify and sign), SPF, DMARC and the `Authentication-Results`
/// field. Protocol-free: whoever receives mail verifies with it, whoever sends mail signs with it.
@org.jspecify.annotations.NullMarked
package org.rialto.smtp.authentication;
