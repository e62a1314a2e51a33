/** Bodies in the page editor: other scripts find them in `window.cmsBodies`. */
(() => {
  window.cmsBodies = new Set();

  class BodyDefinition extends window.wagtailStreamField.blocks.StreamBlockDefinition {
    render(...args) {
      const body = super.render(...args);
      window.cmsBodies.add(body);
      return body;
    }
  }

  window.telepath.register("cms.content.BodyBlock", BodyDefinition);
})();
