"""From the HTML of another site to blocks of this one, without the database.

Text is never lost: what isn't understood becomes a paragraph, and is reported. Styles and scripts
are no text.

* ``implied_ends`` ends elements that the HTML leaves open,
* ``runs`` are pieces of text with their formatting and links; paragraphs are made of them,
* ``links`` says where a link leads, ``pictures`` which file an image shows,
* ``tables`` reads tables, ``media`` images, players and files,
* ``elements`` lists the elements of HTML by what they mean,
* ``converter`` goes through the elements, ``converted`` is what comes out.
"""
