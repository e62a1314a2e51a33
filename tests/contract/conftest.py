from tests.api.conftest import ask
from tests.demo.conftest import demo

__all__ = ["ask", "demo"]
