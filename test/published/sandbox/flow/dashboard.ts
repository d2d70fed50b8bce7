import { invalidEntity, type Violation } from '../http/envelope.js';
import type { Json, JsonObject } from '../json.js';
import { isObject, objects } from '../json.js';
import { isoDuration, parseDuration } from '../time.js';
import { describe } from './check.js';
import { readYaml } from './yaml.js';
import { YamlError } from './yaml-errors.js';

const CORE = 'io.kestra.plugin.core.dashboard.';
const CHARTS = ['chart.KPI', 'chart.Bar', 'chart.Pie', 'chart.Table', 'chart.TimeSeries', 'chart.Markdown'];
const DEFAULT_WIDTH = 6;
const DEFAULT_WINDOW = { default: 'P30D', max: 'P365D' };

/** A dashboard's YAML as Kestra serves it; throws when it is not one. */
export function readDashboard(source: string): JsonObject {
  const dashboard = parse(source);
  const violations = violationsOf(dashboard);
  if (violations.length > 0) throw invalidEntity(describe(violations), violations);
  const window = isObject(dashboard.timeWindow) ? dashboard.timeWindow : DEFAULT_WINDOW;
  const durations = Object.entries(window).map(([key, value]) => [key, inHours(value)]);
  return {
    ...dashboard,
    timeWindow: Object.fromEntries(durations),
    charts: objects(dashboard.charts).map((chart) => ({
      ...chart,
      chartOptions: withWidth(chart.chartOptions),
    })),
  };
}

function violationsOf(dashboard: JsonObject): Violation[] {
  const missing = ['id', 'title'].filter((key) => dashboard[key] === undefined);
  return [
    ...missing.map((path) => ({ path, message: 'must not be null' })),
    ...objects(dashboard.charts).flatMap(({ type }, index) =>
      CHARTS.includes(String(type).slice(CORE.length))
        ? []
        : [{ path: `charts[${index}].type`, message: `Invalid type: ${String(type)}` }],
    ),
  ];
}

function parse(source: string): JsonObject {
  try {
    return readYaml(source);
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw invalidEntity(`Illegal dashboard source: ${error.message}`, [
      { message: error.message, path: 'yaml' },
    ]);
  }
}

function inHours(value: Json | undefined): Json | undefined {
  const millis = typeof value === 'string' ? parseDuration(value) : undefined;
  return millis === undefined ? value : isoDuration(millis * 1000);
}

function withWidth(options: Json | undefined): Json {
  return { width: DEFAULT_WIDTH, ...(isObject(options) ? options : {}) };
}
