import { ApiError, invalidEntity, type Violation } from '../http/envelope.js';
import type { Json, JsonObject } from '../json.js';
import { isObject, objects } from '../json.js';
import { isoDuration, parseDuration } from '../time.js';
import { withChartDefaults } from './charts.js';
import { absent, describe } from './check.js';
import { parseYaml, type YamlSource } from './yaml.js';
import { YamlError } from './yaml-errors.js';
import type { Place } from './yaml-marks.js';

const CORE = 'io.kestra.plugin.core.dashboard.';
const CHARTS = ['chart.KPI', 'chart.Bar', 'chart.Pie', 'chart.Table', 'chart.TimeSeries', 'chart.Markdown'];
const DEFAULT_WINDOW = { default: 'P30D', max: 'P365D' };
const MODELS = 'io.kestra.core.models.dashboards.';

/** Parses the YAML of a dashboard into the form that Kestra serves. Throws if it is invalid. */
export function readDashboard(source: string): JsonObject {
  const yaml = parse(source);
  const dashboard = yaml.value;
  checkWindow(yaml);
  checkCharts(yaml);
  const violations = ['id', 'title'].flatMap((key): Violation[] => absent(dashboard[key], key));
  if (violations.length > 0) throw invalidEntity(describe(violations), violations);
  const window = isObject(dashboard.timeWindow) ? dashboard.timeWindow : DEFAULT_WINDOW;
  const durations = Object.entries(window).map(([key, value]) => [key, inHours(value)]);
  return {
    ...dashboard,
    timeWindow: Object.fromEntries(durations),
    charts: objects(dashboard.charts).map(withChartDefaults),
  };
}

/** Throws if a YAML is not a single chart. */
export function readChart(source: string): void {
  const { value, place } = parse(source);
  checkCharts({ value: { charts: [value] }, place });
}

function parse(source: string): YamlSource {
  try {
    return parseYaml(source);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw broken(error);
  }
}

function broken(error: YamlError): ApiError {
  return invalidEntity(`Illegal dashboard source: ${error.message}`, [
    { message: error.message, path: 'yaml' },
  ]);
}

function checkWindow({ value, place }: YamlSource): void {
  for (const [key, duration] of Object.entries(isObject(value.timeWindow) ? value.timeWindow : {})) {
    if (typeof duration !== 'string' || parseDuration(duration) !== undefined) continue;
    const detail =
      `Cannot deserialize value of type \`java.time.Duration\` from String "${duration}": Failed to deserialize ` +
      'java.time.Duration: (java.time.format.DateTimeParseException) Text cannot be parsed to a Duration';
    const chain = `${MODELS}Dashboard["timeWindow"]->${MODELS}TimeWindow["${key}"]`;
    const where = ` (through reference chain: ${chain})`;
    throw broken(YamlError.at(detail, place(['timeWindow', key]), where));
  }
}

function checkCharts({ value, place }: Pick<YamlSource, 'value' | 'place'>): void {
  const charts = objects(value.charts);
  const index = charts.findIndex(({ type }) => !CHARTS.includes(String(type).slice(CORE.length)));
  if (index < 0) return;
  const after = index + 1 < charts.length ? place(['charts', index + 1]) : undefined;
  throw unknownChart(String(charts[index]?.type), index, after);
}

// After reading an unknown chart, Jackson's position is the dash of the next one.
function unknownChart(type: string, index: number, after: Place | undefined): ApiError {
  const path = `${MODELS}Dashboard["charts"]->java.util.ArrayList[${index}]`;
  const source = after
    ? `(StringReader); line: ${after.line}, column: ${after.column - 2}`
    : 'UNKNOWN; byte offset: #UNKNOWN';
  const message =
    `Could not resolve type id '${type}' as a subtype of \`io.kestra.core.models.Plugin\`: ` +
    `No plugin registered for the defined type: '${type}'\n at [Source: ${source}] (through reference chain: ${path})`;
  return new ApiError(422, `Invalid entity: Invalid type: ${type}`, [
    { message: `Invalid type: ${type}`, path },
    { message, path },
  ]);
}

function inHours(value: Json | undefined): Json | undefined {
  const millis = typeof value === 'string' ? parseDuration(value) : undefined;
  return millis === undefined ? value : isoDuration(millis * 1000);
}
