import { counted } from '../foundation/counted.js';
import { isTool, type ListedTool, nameOf } from './list.js';

/** One line per reason: groups that are off as a whole, and the names of the rest. */
export function offByReason(all: readonly ListedTool[]): string[] {
  const off = all.filter(({ enabled }) => !enabled);
  const reasons = [...new Set(off.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const items = off.filter((item) => item.reason === reason);
    const groups = [...new Set(items.map(({ group }) => group))];
    const names = groups.flatMap((group) => {
      const ours = items.filter((item) => item.group === group);
      const isWhole = ours.length > 1 && ours.length === all.filter((item) => item.group === group).length;
      const tools = ours.filter(isTool).length;
      if (!isWhole) return ours.map(nameOf);
      return [tools > 0 ? `${group} (${counted(tools, 'tool')})` : group];
    });
    return `${names.join(', ')}: ${reason.startsWith('off ') ? '' : 'off, '}${reason}`;
  });
}
