import type { ConfirmPolicy } from '../../config/config.js';
import type { ToolManifest } from '../../plugin/manifest/manifest.js';
import { ECHO } from '../../selection/echo.js';

type Arguments = Record<string, unknown>;

/** What must happen before a call that deletes or ends something. */
export type Way = 'go' | 'ask' | 'echo' | 'refuse';

export function wayOf(policy: ConfirmPolicy, isBulk: boolean, canAsk: boolean): Way {
  if (policy === 'never') return 'go';
  if (policy === 'echo') return 'echo';
  if (canAsk) return 'ask';
  if (policy === 'always') return 'refuse';
  return isBulk ? 'echo' : 'go';
}

/** Whether any call of this tool may need confirmation. */
export function mayNeedYes({ effect, actions = [], bulk }: ToolManifest): boolean {
  return bulk === true || [effect, ...actions.map((action) => action.effect)].includes('destructive');
}

/** Whether the tool has its own argument of that name, which means something else. */
export function hasOwnEcho({ inputSchema }: ToolManifest): boolean {
  return Object.hasOwn((inputSchema.properties ?? {}) as object, ECHO);
}

/**
 * Separates the echo from the arguments. It is accepted even if it is not listed, because the client may have an older
 * list.
 */
export function takeEcho(manifest: ToolManifest, given: Arguments): { rest: Arguments; echoed?: unknown } {
  if (!mayNeedYes(manifest) || !Object.hasOwn(given, ECHO) || hasOwnEcho(manifest)) return { rest: given };
  const { [ECHO]: echoed, ...rest } = given;
  return { rest, ...(echoed !== null && echoed !== '' && { echoed }) };
}
