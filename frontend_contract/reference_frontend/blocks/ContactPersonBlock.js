import { element } from "../dom.js";
import { Picture, sizes } from "../parts/Picture.js";

/** A person or office to turn to, with ways to reach them. */
export function ContactPersonBlock(view, { name, role, email, telephone, photo }) {
  return element(
    "address",
    { class: "contact-person-block" },
    photo && element("div", { class: "contact-photo" }, Picture(photo, sizes.portrait)),
    element(
      "div",
      {},
      element("strong", {}, name),
      role && element("span", {}, role),
      email && element("a", { href: `mailto:${email}`, translate: "no" }, email),
      telephone && element("a", { href: `tel:${telephone.replace(/[^\d+]/g, "")}` }, telephone),
    ),
  );
}
