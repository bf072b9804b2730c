/// Clients in Java that the checks of `acceptance/checks` run against a real server.
@org.jspecify.annotations.NullMarked
package org.rialto.acceptance;
