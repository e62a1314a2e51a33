"""Links that show a draft to people without an account, until they end.

* ``models``: shares, and the comments and approvals of those who hold their links,
* ``drafts``: the content a share shows, its hash, and the places in it,
* ``links``: shares made, found by their token, revoked and pruned.

Knows nothing of previews: ``cms.delivery.previews`` opens a look for the token of a share as for
any other, bounded by the rights of the user who made it, and has the page of its receivers.
"""
