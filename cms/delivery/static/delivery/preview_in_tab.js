// Sends what was typed last before a preview opens in a tab of its own.
//
// Wagtail sends nothing while an earlier update of its panel is on its way, so the tab would show
// the text of that one, and stay with it.

(() => {
  const LINK = '[data-w-preview-target="newTab"]';
  const PANEL = '[data-controller~="w-preview"]';

  function previewOf(link) {
    const panel = link.closest(PANEL);
    return panel && window.wagtail.app.getControllerForElementAndIdentifier(panel, "w-preview");
  }

  async function send(preview) {
    await preview.updatePromise.catch(() => {});
    await fetch(preview.urlValue, { method: "POST", body: new FormData(preview.editForm) });
  }

  window.addEventListener(
    "click",
    async (event) => {
      const link = event.target.closest?.(LINK);
      if (!link) return;
      const preview = previewOf(link);
      if (link.isSent || !preview?.updatePromise) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      // Of a request that fails Wagtail tells by itself when it takes the click.
      await send(preview).catch(() => {});
      link.isSent = true;
      link.click();
      link.isSent = false;
    },
    true,
  );
})();
