/** Value of a metric without labels in Prometheus text; 0 if it is missing. */
export function metricIn(text: string, name: string): number {
  const line = text.split('\n').find((known) => known.startsWith(`${name} `));
  return line === undefined ? 0 : Number(line.slice(name.length + 1));
}
