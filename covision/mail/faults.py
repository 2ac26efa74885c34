"""Why a letter was not taken, in sentences for whoever runs the server; none of them names an address."""

import smtplib
import socket
import ssl

from covision.engine.plain import value

from .smtp import PATIENCE


@value
class Fault:
    """`lasting`: to try again is of no use. `everybody`: no other letter would be taken now either."""

    sentence: str
    lasting: bool = False
    everybody: bool = True


def fault_of(why: Exception) -> Fault:
    """This will say what went wrong on the way to the mail server, or there."""
    match why:
        case smtplib.SMTPException():
            return _said_no(why)
        case ssl.SSLCertVerificationError():
            return Fault(f"The certificate of the mail server is not trusted: {why.verify_message}.")
        case ssl.SSLError():
            return Fault(
                f"No protected connection came about ({why.reason}). smtps:// is for ports that speak TLS from the first "
                "byte, smtp:// for STARTTLS."
            )
        case socket.gaierror():
            return Fault("There is no host of the mail server’s name.")
        case TimeoutError():
            return Fault(f"The mail server did not answer within {PATIENCE:.0f} seconds.")
        case ConnectionRefusedError():
            return Fault("Nothing answers at the address and port of the mail server.")
        case _:
            return Fault(f"The mail server cannot be reached ({type(why).__name__}).")


def _said_no(why: smtplib.SMTPException) -> Fault:
    match why:
        case smtplib.SMTPRecipientsRefused():
            codes = sorted({code for code, _ in why.recipients.values()})
            said = ", ".join(map(str, codes))
            return Fault(
                f"The mail server takes no letters to this address ({said}).",
                min(codes, default=0) >= 500,
                False,
            )
        case smtplib.SMTPDataError():
            return Fault(
                f"The mail server did not take the letter ({why.smtp_code}).", why.smtp_code >= 500, False
            )
        case smtplib.SMTPSenderRefused():
            return Fault(f"The mail server takes no letters from COVISION_MAIL_FROM ({why.smtp_code}).")
        case smtplib.SMTPAuthenticationError():
            return Fault(f"The mail server does not accept the user and the password ({why.smtp_code}).")
        case smtplib.SMTPResponseException():
            return Fault(f"The mail server does not want to talk now ({why.smtp_code}).")
        case smtplib.SMTPNotSupportedError():
            return Fault(
                "The mail server does not offer what the address asks for: STARTTLS, or a user with a password."
            )
        case _:
            return Fault("The mail server closed the connection.")
