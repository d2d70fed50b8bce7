type Variables = Readonly<Record<string, string | undefined>>;

/** The parts of a host that traces need. */
export interface Watched {
  version: string;
  registry: { tools: ReadonlyMap<string, unknown>; prompts: ReadonlyMap<string, unknown> };
  log: { note(text: string): void; warning(text: string): void };
}

/** Whether a tool or prompt of the present configuration has this name, enabled or not. */
export function knownTo(host: Pick<Watched, 'registry'>): (name: string) => boolean {
  return (name) => host.registry.tools.has(name) || host.registry.prompts.has(name);
}

/** Sends traces if OpenTelemetry's variables ask for them. The returned function sends the rest and stops. */
export async function startTraces(host: Watched, env: Variables): Promise<() => Promise<void>> {
  const isAsked = Object.keys(env).some((name) => name.startsWith('OTEL_'));
  const settings = isAsked ? (await import('./trace-settings.js')).traceSettings(env) : undefined;
  if (settings === undefined) return async () => undefined;
  if ('refused' in settings) {
    host.log.note(`No traces are sent. ${settings.refused}`);
    return async () => undefined;
  }
  const { sendTraces } = await import('./send-traces.js');
  const problem = (text: string): void => host.log.warning(text);
  return sendTraces(settings.protocol, { version: host.version, isKnown: knownTo(host), problem });
}
