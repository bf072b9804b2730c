"""Exchange Web Services of unified messaging (MS-OXWUMS), by curl."""

import re

from harness import PASSWORD, expect, program


def element(name, text):
    found = re.search(f"<(?:\\w+:)?{name}(?: [^>]*)?>([^<]*)<", text)
    expect(found, f"no {name} in {text[:600]}")
    return found.group(1)


class WebService:
    """Of a server."""

    def __init__(self, server):
        self.server = server

    def request(self, body, user="alice"):
        """What is answered to this body."""
        envelope = ('<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="http://'
                    'schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.'
                    'microsoft.com/exchange/services/2006/types"><s:Body>' + body
                    + "</s:Body></s:Envelope>")
        legacy = any(name in body for name in ("GreetingType", "<m:CallId", "<m:entryId"))
        path = "UM2007Legacy" if legacy else "Exchange"
        return program("curl", "-sk", "--user", f"{user}:{PASSWORD}", "-H",
                       "Content-Type: text/xml; charset=utf-8", "--data-binary", "@-",
                       f"https://127.0.0.1:{self.server.port['https']}/EWS/{path}.asmx",
                       text=envelope)

    def plays(self, number="5501", user="alice"):
        """Has a telephone called; the call's id."""
        answer = self.request(
            "<m:PlayOnPhoneGreeting><m:GreetingType>NormalCustom</m:GreetingType>"
            f"<m:DialString>{number}</m:DialString></m:PlayOnPhoneGreeting>", user)
        return element("PlayOnPhoneGreetingResponse", answer.replace(
            "<PlayOnPhoneGreetingResponse xmlns", "<x xmlns"))

    def told(self, call, user="alice"):
        """The whole answer of GetPhoneCallInformation."""
        return self.request(f'<m:GetPhoneCallInformation><m:PhoneCallId Id="{call}"/>'
                            "</m:GetPhoneCallInformation>", user)

    def information(self, call, user="alice"):
        """GetPhoneCallInformation: state, cause, SIP code."""
        answer = self.told(call, user)
        code = re.search(r"SIPResponseCode>(\d+)<", answer)
        return (element("PhoneCallState", answer), element("ConnectionFailureCause", answer),
                int(code.group(1)) if code else 0)

    def ends(self, call, user="alice"):
        """Hangs up."""
        self.request(f'<m:DisconnectPhoneCall><m:PhoneCallId Id="{call}"/>'
                     "</m:DisconnectPhoneCall>", user)
