// Asks for the report of the checks anew whenever its panel is opened, and leads to findings.
(() => {
  const place = () => document.querySelector('[data-content-report]');

  async function renew() {
    const report = place();
    if (!report?.dataset.url) return;
    const response = await fetch(report.dataset.url, { credentials: 'same-origin' });
    if (response.ok) report.innerHTML = await response.text();
  }

  function show(name) {
    const target = document.querySelector(`[data-contentpath="${CSS.escape(name)}"]`)
      || document.getElementById(`id_${name}`);
    if (!target) return;
    const tab = target.closest('[role="tabpanel"][hidden]');
    if (tab) document.querySelector(`[role="tab"][aria-controls="${tab.id}"]`)?.click();
    target.scrollIntoView({ block: 'center' });
    (target.querySelector('input, textarea, [contenteditable]') || target).focus();
  }

  document.addEventListener('DOMContentLoaded', () => {
    const panel = document.querySelector('[data-side-panel="checks"]');
    if (panel && !panel.hidden) renew();
  });

  document.addEventListener('click', (event) => {
    if (event.target.closest?.('[data-side-panel-toggle="checks"]')) renew();
    const finding = event.target.closest?.('[data-finding]');
    if (finding) show(finding.dataset.finding);
  });
})();
