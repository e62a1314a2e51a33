// Sends with each saved text a checksum of the one shown before, so that no edit is lost.

class Simultaneous {
  constructor(editor) {
    const { segments, initialStringTranslations } = JSON.parse(editor.dataset.props);
    const known = new Map(initialStringTranslations.map((one) => [one.segment_id, one.data]));
    this.seen = new Map();
    for (const { type, id, editUrl } of segments) {
      if (type === "string") this.seen.set(editUrl, known.get(id) ?? "");
    }
    const fetched = window.fetch;
    window.fetch = (address, options) =>
      this.seen.has(address) && options ? this.save(fetched, address, options) : fetched(address, options);
  }

  async save(fetched, address, options) {
    const headers = { ...options.headers, "X-Text-Seen": checksumOf(this.seen.get(address)) };
    const response = await fetched(address, { ...options, headers });
    if (response.ok) {
      // As stored, which may be spelled differently from what was typed.
      const isKept = options.body?.has("value");
      this.seen.set(address, isKept ? ((await response.clone().json()).data ?? "") : "");
    }
    if (response.status === 409) {
      const { message, text } = await response.clone().json();
      this.seen.set(address, text);
      tell(message, text);
    }
    return response;
  }
}

// CRC-32 of a text in UTF-8, in hexadecimal.
function checksumOf(text) {
  let sum = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ((sum ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
}

function tell(message, text) {
  const dialog = document.createElement("dialog");
  dialog.className = "other-translation";
  const [said, other, form, button] = ["p", "blockquote", "form", "button"].map((name) =>
    document.createElement(name),
  );
  said.textContent = message;
  other.textContent = text;
  form.method = "dialog";
  button.className = "button";
  button.textContent = "OK";
  form.append(button);
  dialog.append(said, other, form);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

window.addEventListener("DOMContentLoaded", () => {
  const editor = document.querySelector(".js-translation-editor");
  if (editor) new Simultaneous(editor);
});
