"""Images in named presets: made when an image is saved, looked up when it is read."""
