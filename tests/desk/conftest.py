from tests.desk.people import people
from tests.translation.fixtures import committed, newsroom, translate

__all__ = ["committed", "newsroom", "people", "translate"]
