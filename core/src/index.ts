/** The public API for plugin authors and configuration files; nothing deeper can be imported. */

export { defineConfig } from './config/define-config.js';
export type { KestraMcpConfig } from './config/schema.js';
export type { Effect } from './foundation/effect.js';
export {
  describeError,
  type ErrorCode,
  InputError,
  KestraMcpError,
  PluginError,
} from './foundation/errors.js';
export { PerCaller } from './foundation/keys/per-caller.js';
export { inMarkdownFence } from './foundation/markdown-fence.js';
export { didYouMean, nearest } from './foundation/nearest.js';
export { millisecondsOf } from './foundation/time/duration.js';
export { KestraClient } from './kestra/client.js';
export { isInFlowsFolder } from './kestra/fence/flows-folder.js';
export {
  type Declared,
  type DeclaredInput,
  declaredOf,
  defaultInputs,
  missingInputs,
} from './kestra/inputs/declared.js';
export { describeInput } from './kestra/inputs/describe-input.js';
export { jsonInputs } from './kestra/inputs/input-parts.js';
export { unsafeInteger } from './kestra/inputs/unsafe-integer.js';
export type {
  ClientRequest,
  FilterOperator,
  RequestFilter,
  RequestWithin,
} from './kestra/request/client-request.js';
export type { App } from './kestra/resources/apps.js';
export type { Banner, BannerContent } from './kestra/resources/banners.js';
export type { Binding } from './kestra/resources/bindings.js';
export type { Dashboard } from './kestra/resources/dashboards.js';
export type { Evaluation, RenderWith } from './kestra/resources/expressions.js';
export type { FileEntry } from './kestra/resources/files.js';
export type { FlowRevision } from './kestra/resources/flow-reads.js';
export type { Group } from './kestra/resources/groups.js';
export type { Invitation } from './kestra/resources/invitations.js';
export type { Iteration, IterationFilter } from './kestra/resources/iterations.js';
export type { LogFilter } from './kestra/resources/logs.js';
export type { ToldIteration } from './kestra/resources/loop-rows.js';
export { type LoopReport, type LoopTelling, tellLoops } from './kestra/resources/loops.js';
export type { Metric } from './kestra/resources/metrics.js';
export type { Namespace } from './kestra/resources/namespaces.js';
export { namesPlace, ownsFile } from './kestra/resources/own-files.js';
export type { PebbleFunction } from './kestra/resources/pebble.js';
export type { TypeDocumentation } from './kestra/resources/plugin-memory.js';
export type { Role } from './kestra/resources/roles.js';
export { isBackfillOver } from './kestra/resources/second-backfill.js';
export { isStackTrace } from './kestra/resources/stack-traces.js';
export type { TaskType, TypeCatalogue } from './kestra/resources/task-types.js';
export type { TestCaseResult, TestSuite, TestSuiteRun } from './kestra/resources/tests.js';
export type {
  FoundTrigger,
  RunningBackfill,
  TriggerId,
  TriggerRow,
} from './kestra/resources/trigger-rows.js';
export type { Backfill } from './kestra/resources/triggers.js';
export { alreadyExists } from './kestra/search/already-exists.js';
export {
  type BulkAnswer,
  type DependencyGraph,
  type Execution,
  FINAL_STATES,
  type Flow,
  type FlowCheck,
  type FlowGraph,
  type FlowGraphNode,
  type KvEntry,
  type KvValue,
  type Label,
  type LogEntry,
  type Page,
  type State,
  type TaskRun,
  type Trigger,
} from './kestra/types.js';
export {
  ConflictError,
  ForbiddenError,
  InvalidError,
  KestraError,
  NotFoundError,
  ServerError,
  UnsupportedError,
} from './kestra/wire/errors.js';
export type { FormPart } from './kestra/wire/multipart.js';
export { sleep } from './kestra/wire/scope.js';
export {
  datetime,
  duration,
  end_datetime,
  execution_id,
  flow_id,
  key,
  labels,
  leftOut,
  namespace,
  nonEmpty,
  searchText,
} from './plugin/author/atoms.js';
export type { Confirm, ConfirmContext, Loss } from './plugin/author/confirm.js';
export {
  type AudioContent,
  type Content,
  type EmbeddedResource,
  type ImageContent,
  type WithContent,
  withContent,
} from './plugin/author/content.js';
export type { ToolContext } from './plugin/author/context.js';
export type {
  Action,
  ActionInput,
  Actions,
  MultiActionTool,
  SingleTool,
  ToolHandler,
} from './plugin/author/declaration.js';
export { Injectable, Prompt, Resource, Tool, ToolGroup } from './plugin/author/decorators.js';
export {
  definePlugin,
  definePrompt,
  defineResource,
  defineTool,
  type PluginDefinition,
  type PluginOptions,
} from './plugin/author/define.js';
export { labelList, labelMap } from './plugin/author/labels.js';
export type { McpClient, Obtained, Wanted } from './plugin/author/mcp-client.js';
export type { ToolGroupOptions } from './plugin/author/metadata.js';
export { quoted } from './plugin/author/names.js';
export { type OptionsClass, pluginOptions, type SomeOptionsClass } from './plugin/author/options.js';
export type { PromptDeclaration, PromptMessage, PromptResult } from './plugin/author/prompt.js';
export type { Field, Question, Reply } from './plugin/author/question.js';
export {
  ofType,
  type ResourceContent,
  type ResourceDeclaration,
  type ResourceInput,
  type TypedContent,
} from './plugin/author/resource.js';
export { type FunctionContext, PluginLog, type PluginServices } from './plugin/author/services.js';
export type { Completer, Completers, CompletionContext, Completions } from './plugin/completing/completer.js';
export {
  completeExecutionId,
  completeFilePath,
  completeFlowId,
  completeKey,
  completeNamespace,
  completeTaskType,
} from './plugin/completing/ready-completers.js';
export { type Asked, askForMissing } from './plugin/inputs/missing-inputs.js';
export type { PluginSkill } from './plugin/skills/declaration.js';
export type { AsTask } from './plugin/task/as-task.js';
export { defineTask, type LookContext, type TaskOptions } from './plugin/task/define-task.js';
export { type ExecutionWait, executionGoesOn, executionWait } from './plugin/task/execution-wait.js';
export { statesOf } from './plugin/task/run-state.js';
export type { Look, TaskDeclaration } from './plugin/task/task-declaration.js';
export { type Told, tellWithLoops } from './plugin/task/tell-with-loops.js';
export { untilOver } from './plugin/task/until-over.js';
export { asData, DATA_NOTE } from './response/as-data.js';
export { cutMark, type LeftOut } from './response/bound/cut-mark.js';
export { type Cut, cutText, textWithin } from './response/bound/cut-text.js';
export { jsonChars, rowsWithin } from './response/bound/json-chars.js';
export { maskSecrets } from './response/bound/mask-scope.js';
export { dependencyDrawing, drawDependencies } from './response/dependency-graph.js';
export { linkOf } from './response/execution/link-of.js';
export { plainState, toMilliseconds } from './response/execution/milliseconds.js';
export {
  type ExecutionTelling,
  type ToldExecution,
  tellExecution,
} from './response/execution/tell-execution.js';
export { type FittingRows, fitRows, nextPage, type PageAsked, rowsFrom } from './response/fit-rows.js';
export { summariseFlow } from './response/flow-summary.js';
export { slimHistories } from './response/histories.js';
export {
  type Drawing,
  type DrawnEdge,
  type DrawnGroup,
  type DrawnNode,
  drawMermaid,
} from './response/mermaid.js';
export { endOfText, type TextPart, textPart } from './response/text-part.js';
