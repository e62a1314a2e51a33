"""What happens between a change and a reader: renditions, and pages that go live by schedule.

``signals`` is the only module that listens to Wagtail; ``schedule`` publishes what is due.
"""
