from tests.translation.fixtures import committed, editor, newsroom, translate

__all__ = ["committed", "editor", "newsroom", "translate"]
