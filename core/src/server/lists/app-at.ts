import { appUri } from '../../plugin/manifest/app-file.js';
import type { RegisteredTool } from '../../registry/registry.js';
import type { SelectedTool, Selection } from '../../selection/selection.js';

const SCHEME = 'ui://';

/** What MCP Apps adds to a tool in the list, for clients that show its results as a page. Other clients ignore it. */
export function pageOfTool({ manifest, plugin }: RegisteredTool): {
  _meta?: { ui: { resourceUri: string } };
} {
  if (manifest.ui === undefined) return {};
  return { _meta: { ui: { resourceUri: appUri(plugin.manifest.id, manifest.ui) } } };
}

/** The tools whose results this page shows. Empty if the URI is not a page. */
export function toolsOfApp({ tools }: Selection, uri: string): SelectedTool[] {
  if (!uri.startsWith(SCHEME)) return [];
  return [...tools.values()].filter(({ tool }) => pageOfTool(tool)._meta?.ui.resourceUri === uri);
}

export function isAppUri(uri: string, selection: Selection): boolean {
  return toolsOfApp(selection, uri).length > 0;
}
