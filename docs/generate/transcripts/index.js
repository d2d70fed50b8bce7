import { record, recordCommand } from './record.js';
import { requestTable } from './requests.js';
import { SCENES } from './scenes/index.js';
import { transcriptText } from './show.js';

const PLACE = /(<!-- transcript: (.+?) -->\n)[\s\S]*?(<!-- \/transcript -->)/g;
const REQUESTS = 'requests';

const recorded = new Map();
const once = (name, make) => {
  if (!recorded.has(name)) recorded.set(name, make());
  return recorded.get(name);
};

/** Fills in the transcripts of a page: `<!-- transcript: name -->` … `<!-- /transcript -->`. */
export async function withTranscripts(page) {
  const texts = new Map();
  for (const [, , name] of page.matchAll(PLACE)) texts.set(name, await textOf(name));
  return page.replace(PLACE, (_, begin, name, end) => `${begin}${texts.get(name)}${end}`);
}

async function textOf(name) {
  if (name === REQUESTS) return once(name, () => requestTable(turnsOf));
  const scene = SCENES[name];
  if (scene === undefined)
    throw new Error(
      `No scene is named "${name}". Add it to docs/generate/transcripts/scenes, or correct the name.`,
    );
  if (scene.command) {
    const printed = await once(name, () => recordCommand(scene));
    return `\`\`\`text\n$ node dist/bin.js ${scene.command}\n\n${printed.trim()}\n\`\`\`\n`;
  }
  return transcriptText(await turnsOf(name));
}

function turnsOf(name) {
  return once(name, () => record(SCENES[name]));
}
