"""Stream field bodies: the editor's blocks and the records readers get."""
