"""What happens between a change and a reader: renditions, schedules, content versions.

``signals`` is the only module that listens to Wagtail; ``schedule`` publishes what is due;
``versions`` says whether a kept answer is still right, and ``numbering`` how its numbers are taken.
"""
