/** `{{ … }}` in a text is an expression of Kestra; Vue would take it for one of its own. */
export function plainBraces(markdown) {
  const { text } = markdown.renderer.rules;
  markdown.renderer.rules.text = (...given) => text(...given).replaceAll('{{', '&#123;&#123;');
}
