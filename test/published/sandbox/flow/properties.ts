import { CORE } from './catalog.js';

const words = (text: string) => text.split(' ');

/** The properties of every task, every trigger and every flow of a version, in Kestra's order. */
export interface BaseProperties {
  task: readonly string[];
  trigger: readonly string[];
  flow: readonly string[];
}

export const BASE_1_3: BaseProperties = {
  task: words(
    'logLevel timeout assets level message retry pluginDefaultsRef allowWarning version type id description taskCache ' +
      'workerGroup runIf logToFile disabled allowFailure',
  ),
  trigger: words(
    'logLevel workerGroup states assets inputs failOnTriggerError pluginDefaultsRef minLogLevel version type id ' +
      'description labels allowConcurrent conditions stopAfter disabled logToFile preconditions',
  ),
  flow: words(
    'workerGroup finally tenantId retry inputs errors tasks outputs concurrency variables deleted id description labels ' +
      'pluginDefaults sla checks taskDefaults namespace disabled listeners revision updated afterExecution triggers source',
  ),
};

export const BASE_2_0: BaseProperties = {
  task: words(
    'logLevel timeout assets level message retry policyRefs allowWarning version type id description workerSelector ' +
      'allowFailure runIf logToFile disabled taskCache',
  ),
  trigger: words(
    'logLevel states assets interval dependsOn inputs failOnTriggerError cron window policyRefs version withSeconds type ' +
      'id description workerSelector labels allowConcurrent lateMaximumDelay mode timezone when disabled stopAfter ' +
      'logToFile recoverMissedSchedules minSatisfied',
  ),
  flow: words(
    'draft finally tenantId retry inputs errors tasks outputs concurrency variables deleted id description ' +
      'workerSelector labels sla checks policyRefs namespace disabled revision updated afterExecution triggers quotas source',
  ),
};

const GROUP = 'tasks errors finally';

// Properties by type. A type that is missing here accepts any property, so that no valid flow is rejected.
const OWN: Readonly<Record<string, string>> = {
  'debug.Echo': 'format level',
  'debug.Return': 'format',
  'execution.Assert': 'conditions errorMessage',
  'execution.Exit': 'state',
  'execution.Fail': 'condition errorMessage',
  'execution.Labels': 'labels',
  'execution.Resume': 'executionId inputs',
  'execution.SetVariables': 'variables overwrite',
  'execution.UnsetVariables': 'variables ignoreMissing',
  'flow.AllowFailure': GROUP,
  'flow.Dag': `concurrent ${GROUP}`,
  'flow.EachParallel': `concurrent value ${GROUP}`,
  'flow.EachSequential': `value ${GROUP}`,
  'flow.ForEach': `concurrencyLimit values ${GROUP}`,
  'flow.If': 'condition then else errors finally',
  'flow.Loop': `concurrencyLimit fetchType outputs transmitFailed values ${GROUP}`,
  'flow.LoopUntil': `condition failOnMaxReached checkFrequency ${GROUP}`,
  'flow.Parallel': `concurrent ${GROUP}`,
  'flow.Pause': `delay pauseDuration behavior onResume onPause ${GROUP}`,
  'flow.Sequential': GROUP,
  'flow.Sleep': 'duration',
  'flow.Subflow':
    'namespace flowId revision inputs labels inheritLabels wait transmitFailed outputs scheduleDate restartBehavior',
  'flow.Switch': 'value cases defaults errors finally',
  'kv.Delete': 'key namespace errorOnMissing',
  'kv.Get': 'key namespace errorOnMissing',
  'kv.GetKeys': 'prefix namespace',
  'kv.Set': 'key value namespace overwrite kvType kvDescription ttl',
  'log.Log': 'level message',
  'output.OutputValues': 'values',
  'storage.Write': 'content extension',
  'trigger.Flow': 'states inputs conditions preconditions dependsOn window mode minSatisfied',
  'trigger.Schedule':
    'cron timezone withSeconds inputs lateMaximumDelay recoverMissedSchedules interval backfill scheduleConditions conditions',
  'trigger.Webhook': 'key inputs conditions wait returnOutputs responseContentType responseCode',
};

/** The properties of a type. Undefined if the sandbox does not know all of them. */
export function knownProperties(type: string, base: BaseProperties): readonly string[] | undefined {
  const short = type.slice(CORE.length);
  const own = type.startsWith(CORE) ? OWN[short] : undefined;
  if (own === undefined) return undefined;
  const mine = words(own);
  const all = short.startsWith('trigger.') ? base.trigger : base.task;
  // The base contains some properties of other types, only for their order.
  const listed = all.filter((property) => mine.includes(property) || !ANOTHERS.has(property));
  return [...listed, ...mine.filter((property) => !all.includes(property) && takes(property, short, base))];
}

const ANOTHERS = new Set(
  words(
    'level message states inputs conditions preconditions interval dependsOn cron window withSeconds lateMaximumDelay ' +
      'mode timezone recoverMissedSchedules minSatisfied',
  ),
);

// 2.0 has removed the conditions of triggers. Up to 1.x, `dependsOn` does not exist.
function takes(property: string, short: string, base: BaseProperties): boolean {
  if (!short.startsWith('trigger.')) return true;
  const since2 = base.trigger.includes('when');
  if (['conditions', 'preconditions', 'backfill', 'scheduleConditions'].includes(property)) return !since2;
  return since2 || !['dependsOn', 'window', 'mode', 'minSatisfied'].includes(property);
}
