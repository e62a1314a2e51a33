// Makes slugs of Chinese titles while they are typed: the server spells them. All other titles are
// left to Wagtail's own script, whose events this one answers first.
(() => {
  const HAN = /\p{Script=Han}/u;
  const { url } = document.currentScript.dataset;
  const spelled = new Map();
  const latest = new WeakMap();

  const isSlug = (input) => input.matches?.('[data-controller~="w-slug"]');

  async function spell(input, text) {
    const key = `${input.dataset.wSlugLocaleValue || ''}:${text}`;
    if (!spelled.has(key)) {
      const query = new URLSearchParams({ text, language: input.dataset.wSlugLocaleValue || '' });
      if (input.dataset.wSlugAllowUnicodeValue === 'false') query.set('ascii', '1');
      const response = await fetch(`${url}?${query}`, { credentials: 'same-origin' });
      if (!response.ok) return null;
      spelled.set(key, (await response.json()).slug);
    }
    return spelled.get(key);
  }

  // A slug follows its title as long as it is the title's own.
  document.addEventListener('w-sync:check', (event) => {
    const { target: input, detail: { value = '' } } = event;
    if (!isSlug(input) || !HAN.test(value)) return;
    event.stopImmediatePropagation();
    const own = spelled.get(`${input.dataset.wSlugLocaleValue || ''}:${value.trim()}`);
    if (input.value && input.value !== own) event.preventDefault();
  }, true);

  document.addEventListener('w-sync:apply', async (event) => {
    const { target: input, detail: { value = '' } } = event;
    if (!isSlug(input)) return;
    const text = value.trim();
    latest.set(input, text);
    if (!HAN.test(text)) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    const slug = await spell(input, text);
    if (slug === null || latest.get(input) !== text || input.value === slug) return;
    input.value = slug;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, true);

  // Which slug is the title's own must be known before the title is changed.
  document.addEventListener('DOMContentLoaded', () => {
    document.querySelectorAll('[data-w-sync-target-value]').forEach((title) => {
      const text = title.value?.trim();
      if (!text || !HAN.test(text)) return;
      document.querySelectorAll(title.dataset.wSyncTargetValue).forEach((input) => {
        if (isSlug(input)) spell(input, text);
      });
    });
  });
})();
