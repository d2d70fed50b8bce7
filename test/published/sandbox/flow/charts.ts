import type { Json, JsonObject } from '../json.js';
import { isObject } from '../json.js';

const WIDTH = { width: 6 };
const SERIES = { ...WIDTH, tooltip: 'ALL', legend: { enabled: true } };
const OPTIONS: Readonly<Record<string, JsonObject>> = {
  Bar: SERIES,
  TimeSeries: SERIES,
  Table: { ...WIDTH, header: { enabled: true } },
};

/** A chart with the keys that Kestra adds. */
export function withChartDefaults(chart: JsonObject): JsonObject {
  const name = String(chart.type).replace(/^.*\./, '');
  const options = isObject(chart.chartOptions) ? chart.chartOptions : {};
  const chartOptions = { ...(OPTIONS[name] ?? WIDTH), ...options };
  return name === 'Table'
    ? { ...chart, chartOptions, data: withAlignment(chart.data) }
    : { ...chart, chartOptions };
}

function withAlignment(data: Json | undefined): Json | undefined {
  if (!isObject(data) || !isObject(data.columns)) return data;
  const columns = Object.entries(data.columns).map(([name, column]) => [
    name,
    isObject(column) ? { columnAlignment: 'LEFT', ...column } : column,
  ]);
  return { ...data, columns: Object.fromEntries(columns) };
}
