"""Why a letter was not taken, in sentences for whoever runs the server; none of them names an address."""

import smtplib
import socket
import ssl

from covision.engine.plain import value

from .smtp import PATIENCE


@value
class DeliveryFault:
    sentence: str
    lasting: bool = False  # trying again is of no use
    everybody: bool = True  # no other letter would be taken now either


def fault_of(why: Exception) -> DeliveryFault:
    match why:
        case smtplib.SMTPException():
            return _refusal(why)
        case ssl.SSLCertVerificationError():
            return DeliveryFault(f"The certificate of the mail server is not trusted: {why.verify_message}.")
        case ssl.SSLError():
            return DeliveryFault(
                f"No protected connection came about ({why.reason}). smtps:// is for ports that speak TLS from the first "
                "byte, smtp:// for STARTTLS."
            )
        case socket.gaierror():
            return DeliveryFault("There is no host of the mail server’s name.")
        case TimeoutError():
            return DeliveryFault(f"The mail server did not answer within {PATIENCE:.0f} seconds.")
        case ConnectionRefusedError():
            return DeliveryFault("Nothing answers at the address and port of the mail server.")
        case _:
            return DeliveryFault(f"The mail server cannot be reached ({type(why).__name__}).")


def _refusal(why: smtplib.SMTPException) -> DeliveryFault:
    match why:
        case smtplib.SMTPRecipientsRefused():
            codes = sorted({code for code, _ in why.recipients.values()})
            numbers = ", ".join(map(str, codes))
            return DeliveryFault(
                f"The mail server takes no letters to this address ({numbers}).",
                min(codes, default=0) >= 500,
                False,
            )
        case smtplib.SMTPDataError():
            return DeliveryFault(
                f"The mail server did not take the letter ({why.smtp_code}).", why.smtp_code >= 500, False
            )
        case smtplib.SMTPSenderRefused():
            return DeliveryFault(
                f"The mail server takes no letters from COVISION_MAIL_FROM ({why.smtp_code})."
            )
        case smtplib.SMTPAuthenticationError():
            return DeliveryFault(
                f"The mail server does not accept the user and the password ({why.smtp_code})."
            )
        case smtplib.SMTPResponseException():
            return DeliveryFault(f"The mail server does not want to talk now ({why.smtp_code}).")
        case smtplib.SMTPNotSupportedError():
            return DeliveryFault(
                "The mail server does not offer what the address asks for: STARTTLS, or a user with a password."
            )
        case _:
            return DeliveryFault("The mail server closed the connection.")
