const PICTURE = /<picture>\s*<source [^>]*srcset="([^"]+)"[^>]*>\s*<img src="([^"]+)"([^>]*)>\s*<\/picture>/g;

/** A `<picture>` follows the system, as on GitHub. Here a reader can choose light or dark, so both pictures are there. */
export function picturesOfTheme(markdown) {
  markdown.core.ruler.push('pictures_of_theme', ({ tokens }) => {
    for (const token of tokens) {
      if (token.type !== 'html_block') continue;
      token.content = token.content.replace(PICTURE, (_, dark, light, rest) => {
        const image = (path, kind) => `<img class="${kind}-picture" src="./${path}" ${rest.trim()}>`;
        return `<div class="picture">${image(light, 'light')}${image(dark, 'dark')}</div>`;
      });
    }
  });
}
