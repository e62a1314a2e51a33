"""The translators' workplace, on top of wagtail-localize.

Where the interface as it comes would lose work, or show readers what nobody approved, it is
corrected here.
"""
