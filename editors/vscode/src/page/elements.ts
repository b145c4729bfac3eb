// Elements in one line each.
export function element(name: string, style: string, ...parts: (string | HTMLElement)[]): HTMLElement {
  const node = document.createElement(name);
  if (style) node.className = style;
  node.append(...parts);
  return node;
}

/** `text` with its {0}, {1}, … filled in. */
export const fill = (text: string, ...values: (string | number)[]): string =>
  text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? ""));
