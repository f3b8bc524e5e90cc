/** Builds elements. Text only ever becomes text nodes; nothing here reads markup. */

export type Child = Node | string | null | undefined | false;
type Attribute = string | number | boolean | null | undefined;
type Listeners = { [E in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[E]) => unknown };
type Settings = { on?: Listeners; [name: string]: Attribute | Listeners };

/** An element with attributes (`true` = present, `false`/null = absent), listeners, children. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  settings: Settings = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(settings)) {
    if (typeof value !== "object" || value === null) put(element, name, value);
  }
  for (const [event, listener] of Object.entries(settings.on ?? {})) {
    element.addEventListener(event, listener as EventListener);
  }
  element.append(...children.filter((child): child is Node | string => !!child));
  return element;
}

function put(element: Element, name: string, value: Attribute): void {
  if (value === null || value === undefined || value === false) return;
  element.setAttribute(name, value === true ? "" : String(value));
}

/** Set or take away attributes of an element that is there already. */
export function label(element: Element, attributes: Record<string, Attribute>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else put(element, name, value);
  }
}

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  chat: "M4 5.5h16v11H10.5L6 20v-3.5H4z M8 9.5h8 M8 12.7h5",
  close: "M6 6l12 12 M18 6L6 18",
  down: "M6 9l6 6 6-6",
  send: "M4.5 11.5L20 4l-5 16-3.6-6.4z M11.4 13.6L20 4",
  more: "M12 5.5v.01 M12 12v.01 M12 18.5v.01",
  restart: "M5 12a7 7 0 1 0 2.2-5.1 M7.5 3v4h4",
  sound: "M5 9.5h3l4-3.5v12l-4-3.5H5z M15.5 9a4.2 4.2 0 0 1 0 6 M18 6.5a8 8 0 0 1 0 11",
  mute: "M5 9.5h3l4-3.5v12l-4-3.5H5z M16 9.5l5 5 M21 9.5l-5 5",
  check: "M5 12.5l4.5 4.5L19 7.5",
  checks: "M2.5 12.5L7 17l8.5-9.5 M11 16l1 1 9.5-9.5",
  clock: "M12 4a8 8 0 1 0 .01 0 M12 8v4.3l2.8 1.7",
  alert: "M12 4.5L21 19.5H3z M12 10v4.5 M12 17v.01",
  copy: "M9 9h10v11H9z M15 9V5H5v11h4",
  camera: "M4 8h3.5L9 5.5h6L16.5 8H20v11H4z M12 10.2a3.2 3.2 0 1 0 .01 0",
  star: "M12 4l2.5 5.3 5.7.7-4.2 4 1.1 5.7L12 16.8 6.9 19.7 8 14l-4.2-4 5.7-.7z",
  person: "M12 4.5a3.8 3.8 0 1 0 .01 0 M4.5 20c.6-4 3.5-6 7.5-6s6.9 2 7.5 6",
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing; decoration only, so hidden from screen readers. */
export function icon(name: IconName): SVGSVGElement {
  const drawing = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", `icon icon-${name}`);
  drawing.setAttribute("aria-hidden", "true");
  drawing.setAttribute("focusable", "false");
  drawing.append(path);
  return drawing;
}

let given = 0;

/** An id no other element of this page view has. */
export function nextId(): string {
  given += 1;
  return `os-${given}`;
}
