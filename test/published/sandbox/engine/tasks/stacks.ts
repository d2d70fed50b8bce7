import type { EngineWays } from '../ways.js';

/** The Java stack frames of a version, as the log of a failed task shows them. */
export interface Stack {
  /** The frames below those of a task, and below a timeout. */
  call: readonly string[];
  timeout: readonly string[];
  worker: readonly string[];
  /** The frames of each task by its name, and those of a text that cannot be rendered. */
  tasks: Readonly<Record<string, readonly string[]>>;
  render: readonly string[];
  /** The frames that read the text, for a nested cause. */
  cause: readonly string[];
}

const WORKER_1 = 'io.kestra.worker.DefaultWorker';
const WORKER_2 = 'io.kestra.worker.processors';
const RENDERER = 'io.kestra.core.runners.VariableRenderer';
const PEBBLE = 'io.pebbletemplates.pebble';
const POOL = [
  'java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1090)',
  'java.base/java.util.concurrent.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java:614)',
  'java.base/java.lang.Thread.run(Thread.java:1474)',
];
const NOOP = 'io.kestra.core.trace.NoopTracer.inCurrentContext(NoopTracer.java:16)';
const TIMED = 'io.micrometer.core.instrument.internal.TimedRunnable.run(TimedRunnable.java:49)';

const taskFrames = (name: string, lines: readonly number[]) => {
  const file = `${name.slice(name.lastIndexOf('.') + 1)}.java`;
  return lines.map((line) => `io.kestra.plugin.core.${name}.run(${file}:${line})`);
};
const rendering = ([proper, once, ...twice]: readonly number[], context: number) => [
  `${RENDERER}.properPebbleException(VariableRenderer.java:${proper})`,
  `${RENDERER}.renderOnce(VariableRenderer.java:${once})`,
  ...twice.map((line) => `${RENDERER}.render(VariableRenderer.java:${line})`),
  `io.kestra.core.runners.DefaultRunContext.render(DefaultRunContext.java:${context})`,
];

const STACK_1_3: Stack = {
  call: ['io.kestra.worker.WorkerTaskCallable.doCall(WorkerTaskCallable.java:85)'],
  timeout: ['io.kestra.worker.WorkerTaskCallable.doCall(WorkerTaskCallable.java:97)'],
  worker: [
    'io.kestra.worker.AbstractWorkerCallable.call(AbstractWorkerCallable.java:66)',
    'io.kestra.worker.WorkerSecurityService.callInSecurityContext(WorkerSecurityService.java:11)',
    `${WORKER_1}.lambda$callJob$0(DefaultWorker.java:1038)`,
    NOOP,
    `${WORKER_1}.callJob(DefaultWorker.java:1034)`,
    `${WORKER_1}.runAttempt(DefaultWorker.java:972)`,
    `${WORKER_1}.run(DefaultWorker.java:753)`,
    `${WORKER_1}.handleTask(DefaultWorker.java:383)`,
    `${WORKER_1}.lambda$run$8(DefaultWorker.java:301)`,
    TIMED,
    ...POOL,
  ],
  tasks: {
    'execution.Fail': taskFrames('execution.Fail', [141, 20]),
    'execution.Assert': taskFrames('execution.Assert', [110, 27]),
    'log.Log': taskFrames('log.Log', [96, 24]),
  },
  render: rendering([51, 138, 86, 70, 59], 262),
  cause: [],
};

const CALLABLE = `${WORKER_2}.internals.WorkerTaskCallable`;
const ABSTRACT = `${WORKER_2}.internals.AbstractWorkerCallable`;
const CALL_2_0 = [
  `${CALLABLE}.lambda$doCall$0(WorkerTaskCallable.java:63)`,
  `${ABSTRACT}.callWithTimeout(AbstractWorkerCallable.java:161)`,
  `${CALLABLE}.doCall(WorkerTaskCallable.java:61)`,
];

const STACK_2_0: Stack = {
  call: CALL_2_0,
  timeout: CALL_2_0.slice(1),
  worker: [
    `${ABSTRACT}.call(AbstractWorkerCallable.java:77)`,
    'io.kestra.worker.WorkerSecurityService.callInSecurityContext(WorkerSecurityService.java:12)',
    `${WORKER_2}.AbstractWorkerJobProcessor.lambda$callJob$0(AbstractWorkerJobProcessor.java:91)`,
    NOOP,
    `${WORKER_2}.AbstractWorkerJobProcessor.callJob(AbstractWorkerJobProcessor.java:85)`,
    `${WORKER_2}.WorkerTaskProcessor.runAttempt(WorkerTaskProcessor.java:442)`,
    `${WORKER_2}.WorkerTaskProcessor.runTask(WorkerTaskProcessor.java:260)`,
    `${WORKER_2}.WorkerTaskProcessor.runTask(WorkerTaskProcessor.java:181)`,
    `${WORKER_2}.WorkerTaskProcessor.doProcess(WorkerTaskProcessor.java:103)`,
    `${WORKER_2}.WorkerTaskProcessor.doProcess(WorkerTaskProcessor.java:57)`,
    `${WORKER_2}.AbstractWorkerJobProcessor.process(AbstractWorkerJobProcessor.java:63)`,
    'io.kestra.worker.WorkerJobExecutor$WorkerJobConsumer.lambda$doOnLoop$0(WorkerJobExecutor.java:316)',
    TIMED,
    'java.base/java.util.concurrent.Executors$RunnableAdapter.call(Executors.java:545)',
    'java.base/java.util.concurrent.FutureTask.run(FutureTask.java:328)',
    ...POOL,
  ],
  tasks: {
    'execution.Fail': taskFrames('execution.Fail', [140, 20]),
    'execution.Assert': taskFrames('execution.Assert', [110, 27]),
    'log.Log': taskFrames('log.Log', [94, 24]),
  },
  render: rendering([53, 130, 84, 68, 57], 292),
  cause: [
    `${PEBBLE}.template.PebbleTemplateImpl.macro(PebbleTemplateImpl.java:515)`,
    `${PEBBLE}.node.expression.FunctionOrMacroInvocationExpression.evaluate(FunctionOrMacroInvocationExpression.java:40)`,
    `${PEBBLE}.node.PrintNode.render(PrintNode.java:37)`,
    `${PEBBLE}.node.BodyNode.render(BodyNode.java:44)`,
    `${PEBBLE}.node.RootNode.render(RootNode.java:31)`,
    `${PEBBLE}.template.PebbleTemplateImpl.evaluate(PebbleTemplateImpl.java:157)`,
    `${PEBBLE}.template.PebbleTemplateImpl.evaluate(PebbleTemplateImpl.java:96)`,
    `${RENDERER}.renderOnce(VariableRenderer.java:109)`,
  ],
};

/** The frames for the level of their log line. */
export const STACKS: Record<EngineWays['traceLevel'], Stack> = { TRACE: STACK_1_3, DEBUG: STACK_2_0 };
