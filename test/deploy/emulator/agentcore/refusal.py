"""How the service says no."""


class Refusal(Exception):
    """A request that the service rejects; the text is the service's own where a public report has it."""

    def __init__(self, code: str, message: str):
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


def invalid(message: str) -> Refusal:
    return Refusal("ValidationException", message)


def conflict(message: str) -> Refusal:
    return Refusal("ConflictException", message)


def missing(message: str) -> Refusal:
    return Refusal("ResourceNotFoundException", message)


class NotReady(Exception):
    """A server that does not list its tools now. `status` is the HTTP status that its callers see."""

    def __init__(self, status: int, message: str):
        super().__init__(message)
        self.status = status
        self.message = message
