/** A visible defect of a page. */
export interface Finding {
  what: string;
  text: string;
}

interface Axe {
  run(
    context: Document,
    options: object,
  ): Promise<{ violations: { id: string; help: string; nodes: { html: string }[] }[] }>;
}

/** Finds texts that are cut without a way to read them, overlapping texts, and content outside the page. */
export function looked(page: Document): Finding[] {
  const labels = [
    ...page.querySelectorAll<HTMLElement>(
      '.label, .took, .badge, h1, .marks span, .node text, .node .sign, .what p',
    ),
  ];
  return [...labels.flatMap(cut), ...overlapping(labels), ...outside(page), ...beyondPicture(page)];
}

function cut(label: Element): Finding[] {
  if (!(label instanceof (label.ownerDocument.defaultView ?? window).HTMLElement)) return [];
  const isCut = label.scrollWidth > label.clientWidth + 1 && label.clientWidth > 0;
  const whole = label.title || label.closest('[aria-label]')?.getAttribute('aria-label') || '';
  const isTold =
    getComputedStyle(label).textOverflow === 'ellipsis' && whole.includes(label.textContent ?? '');
  return isCut && !isTold ? [{ what: 'cut', text: label.textContent ?? '' }] : [];
}

function overlapping(labels: readonly Element[]): Finding[] {
  const boxes = labels
    .map((label) => ({ label, box: label.getBoundingClientRect() }))
    .filter(({ box, label }) => box.width > 0 && label.closest('.marks') === null)
    .sort((a, b) => a.box.top - b.box.top);
  const found: Finding[] = [];
  boxes.forEach(({ label, box }, index) => {
    for (let next = index + 1; next < boxes.length; next++) {
      const other = boxes[next];
      if (other === undefined || other.box.top >= box.bottom - 1) break;
      // Content that a scrollable box hides does not cover what is around the box.
      if (label.closest('.scroll') !== other.label.closest('.scroll')) continue;
      const isBeside = other.box.left >= box.right - 1 || other.box.right <= box.left + 1;
      if (!isBeside && !label.contains(other.label) && !other.label.contains(label))
        found.push({ what: 'overlap', text: `${label.textContent} / ${other.label.textContent}` });
    }
  });
  return [...found, ...marksOverlapping(labels)];
}

function marksOverlapping(labels: readonly Element[]): Finding[] {
  const marks = labels
    .filter((label) => label.closest('.marks') !== null)
    .map((mark) => mark.getBoundingClientRect());
  return marks.flatMap((box, index) => {
    const after = marks[index + 1];
    return after !== undefined && after.left < box.right - 1
      ? [{ what: 'overlap', text: `mark ${index}` }]
      : [];
  });
}

function outside({ documentElement }: Document): Finding[] {
  const { scrollWidth, clientWidth } = documentElement;
  return scrollWidth > clientWidth + 1
    ? [{ what: 'wider than the page', text: `${scrollWidth} > ${clientWidth}` }]
    : [];
}

/** Finds lines and boxes outside the picture. */
function beyondPicture(page: Document): Finding[] {
  const picture = page.querySelector<SVGSVGElement>('svg.graph');
  if (picture === null) return [];
  const { width, height } = picture.viewBox.baseVal;
  return [...picture.querySelectorAll<SVGGraphicsElement>('.edge, .node, .group, .said')].flatMap((part) => {
    const box = part.getBBox();
    const isIn = box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
    const text = `${part.getAttribute('class')} ${part.textContent}`;
    return isIn ? [] : [{ what: 'beyond the picture', text }];
  });
}

/** The rules that axe reports. */
export async function axeIn(page: Document): Promise<string[]> {
  const { axe } = page.defaultView as unknown as { axe: Axe };
  const { violations } = await axe.run(page, { resultTypes: ['violations'] });
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes
        .map(({ html }) => html.slice(0, 200))
        .slice(0, 3)
        .join(' | ')}`,
  );
}
