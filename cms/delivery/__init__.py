"""What happens between a change and a reader: renditions, schedules, content versions, previews.

``signals`` is the only module that listens to Wagtail; ``schedule`` publishes what is due;
``versions`` says whether a kept answer is still right, and ``numbering`` how its numbers are taken;
``previews`` keeps drafts that somebody looks at, and ``rehearsal`` reads one as if it were
published.
"""
