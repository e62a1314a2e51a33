"""Operation: the traces errors leave, and the shared services that may be away.

``request_ids`` names requests, ``log_lines`` writes log records as lines and ``redaction`` keeps
secrets out of them, ``error_pages`` shows people the id of what failed, ``resilient_cache`` answers
without Redis and ``cache_availability`` knows whether it is there, ``background`` runs tasks,
``doctor`` checks all that the CMS depends on, ``access_log`` has a line for each answer, and
``reporting`` sends errors and traces elsewhere. It is the ground of the other packages and knows no
page.
"""
