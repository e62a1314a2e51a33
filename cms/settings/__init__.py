"""Settings: ``base`` for all, then one module per place the CMS runs in.

``environment`` is the only reader of the environment; everything else reads
``django.conf.settings``.
"""
