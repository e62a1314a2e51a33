// Says what a new address does before a page is published with it.
(() => {
  const { url } = document.currentScript.dataset;
  const page = window.location.pathname.match(/\/pages\/(\d+)\/edit\/$/);
  let isConfirmed = false;

  async function consequences(slug) {
    const query = new URLSearchParams({ slug });
    const response = await fetch(`${url.replace('/0/', `/${page[1]}/`)}?${query}`);
    return response.ok ? (await response.json()).text : '';
  }

  document.addEventListener('click', async (event) => {
    const button = event.target.closest?.('[name="action-publish"], [name="action-submit"]');
    const slug = document.querySelector('input[name="slug"]');
    if (!page || !button || !slug || isConfirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const text = await consequences(slug.value).catch(() => '');
    if (text && !window.confirm(text)) return;
    isConfirmed = true;
    button.click();
    isConfirmed = false;
  }, true);
})();
