import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { read, repositoryFiles } from './repository.ts';

/** A metric as the source code registers it and as docs/operations.md describes it. */
interface Metric {
  readonly name: string;
  readonly type: string;
  readonly labels: readonly string[];
  readonly meaning: string;
}

/** Methods of `Metrics` (`@vialog/observability`) and classes of prom-client with the type of their metric. */
const types: ReadonlyMap<string, string> = new Map([
  ['counter', 'counter'],
  ['total', 'counter'],
  ['gauge', 'gauge'],
  ['histogram', 'histogram'],
  ['Histogram', 'histogram'],
]);

const production = repositoryFiles().filter(
  (path) =>
    /^(?:libs|apps)\/.*\/src\/.*\.ts$/.test(path) && !/\.(?:spec|fixture|fake|conformance)\.ts$/.test(path),
);

/** The metrics that a file registers, from calls like `metrics.counter(name, help, labels)`. */
function metricsIn(path: string): Metric[] {
  const text = read(path);
  if (!text.includes('Metrics')) return [];
  const metrics: Metric[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression))
      metrics.push(...metricOf(node.expression.name.text, node.arguments));
    if (ts.isNewExpression(node)) metrics.push(...httpMetricOf(node));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  return metrics;
}

function metricOf(method: string, [name, help, labels]: readonly ts.Expression[]): Metric[] {
  const type = types.get(method);
  if (!type || !name || !help || !ts.isStringLiteral(name) || !ts.isStringLiteral(help)) return [];
  return [{ name: name.text, type, labels: type === 'counter' ? textsOf(labels) : [], meaning: help.text }];
}

/** `new Histogram({ name, help, labelNames })`. */
function httpMetricOf({ expression, arguments: given }: ts.NewExpression): Metric[] {
  const type = ts.isIdentifier(expression) ? types.get(expression.text) : undefined;
  const options = given?.[0];
  if (!type || !options || !ts.isObjectLiteralExpression(options)) return [];
  const values = new Map(
    options.properties
      .filter(ts.isPropertyAssignment)
      .map(({ name, initializer }) => [(name as ts.Identifier).text, initializer]),
  );
  const name = textsOf(values.get('name'))[0];
  const meaning = textsOf(values.get('help'))[0];
  if (name === undefined || meaning === undefined) return [];
  return [{ name, type, labels: textsOf(values.get('labelNames')), meaning }];
}

function textsOf(node: ts.Expression | undefined): string[] {
  if (node && ts.isStringLiteral(node)) return [node.text];
  return node && ts.isArrayLiteralExpression(node) ? node.elements.flatMap(textsOf) : [];
}

/** The rows of the table of metrics. */
function documented(): Metric[] {
  const [, section = ''] = read('docs/operations.md').split(/^## Metrics$/m);
  const rows = (section.split(/^## /m)[0] ?? '').matchAll(
    /^\| `(\w+)` +\| (\w+) +\| ([^|]*?) *\| (.*?) *\|$/gm,
  );
  return [...rows].map(([, name = '', type = '', labels = '', meaning = '']) => ({
    name,
    type,
    labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label = '']) => label),
    meaning,
  }));
}

const byName = (metrics: readonly Metric[]): Metric[] =>
  metrics.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));

describe('metrics', () => {
  const registered = byName(production.flatMap(metricsIn));

  test('docs/operations.md describes every registered metric with its type, labels and meaning', () => {
    expect(registered.length).toBeGreaterThan(20);
    expect(documented()).toEqual(registered);
  });

  test('every metric name is registered once', () => {
    const names = registered.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  test('metric names follow the conventions of Prometheus: base units, and _total for counters only', () => {
    const invalid = registered.filter(
      ({ name, type }) =>
        !/^(?:vialog|http)_[a-z_]+$/.test(name) ||
        /_(?:ms|millis|minutes|median|p\d+)\b/.test(name) ||
        name.endsWith('_total') !== (type === 'counter') ||
        (type === 'histogram' && !/_(?:seconds|bytes)$/.test(name)),
    );
    expect(invalid).toEqual([]);
  });
});
