"""What happens between a change and a reader: renditions, schedules, content versions, previews.

``signals`` is the only module that listens to Wagtail; ``schedule`` publishes what is due. What a
change means is found by ``faces`` for pages and ``sources`` for all else, and ``raising`` tells it
to caches and builds.

* ``versions`` says whether a kept answer is still right; ``numbering`` takes their numbers,
* ``lifetimes`` says until when it is right if nothing changes,
* ``changes`` keeps for builds what has changed for readers,
* ``withdrawal``, ``moving`` and ``privacy``: what leaves and what moves together, and what stays
  closed without it,
* ``indexing`` follows the search index; ``reprinting`` has it follow what is printed on a page,
  ``rewording`` what counts as a word,
* ``previews`` keeps drafts that somebody looks at, and ``rehearsal`` reads one as if it were
  published.
"""
