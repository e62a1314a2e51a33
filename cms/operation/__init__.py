"""Operation: the traces errors leave, and the shared services that may be away.

``request_ids`` names requests, ``log_lines`` writes log records as lines and ``redaction`` keeps
secrets out of them, ``error_pages`` shows people the id of what failed, ``resilient_cache`` answers
without Redis, ``background`` runs tasks. It is the ground of the other packages and knows no page.
"""
